/**
 * Tokens as colours a canvas understands. A probe element resolves them, so that `light-dark()` and the
 * system's own colours come out as the browser shows them.
 */
export function resolveColours(host: HTMLElement, names: readonly string[]): string[] {
  const probe = document.createElement('i');
  (host.shadowRoot ?? host).append(probe);
  const resolved = names.map((name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return resolved;
}
