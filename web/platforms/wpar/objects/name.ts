/** Which names a partition may have. */

/** Bytes. */
export const LONGEST_NAME = 25;

const FORBIDDEN = /[\s=:/!;`'"<>~&()*+[\],.^{}|\\]/;

/** What is wrong with it, or null. */
export function nameFault(name: string): string | null {
  if (name === '') return 'A partition needs a name.';
  if (new TextEncoder().encode(name).length > LONGEST_NAME)
    return `The name ${name} is longer than ${LONGEST_NAME} bytes.`;
  if (/^[-0]/.test(name)) return `The name ${name} begins with ${name[0]}.`;
  const bad = FORBIDDEN.exec(name)?.[0];
  return bad === undefined ? null : `The name ${name} contains ${bad.trim() === '' ? 'white space' : bad}.`;
}
