/**
 * The built pages carry a strict policy in a meta tag, since a static host may not let us set headers: no
 * inline script, no eval, nothing from or to another origin. The build fails on a page that would break it.
 */
import type { Plugin } from 'vite';

export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const tags = (html: string, name: string): string[] =>
  html.match(new RegExp(`<${name}\\b[^>]*>`, 'gi')) ?? [];

/** What in a page's HTML the policy would refuse, in words. */
export function violations(html: string): string[] {
  const found: string[] = [];
  for (const tag of tags(html, 'script')) {
    if (!/\bsrc\s*=/.test(tag)) found.push(`inline script: ${tag}`);
  }
  for (const tag of html.match(/<[a-z][^>]*\son[a-z]+\s*=[^>]*>/gi) ?? [])
    found.push(`inline handler: ${tag}`);
  for (const name of ['script', 'link', 'img', 'iframe']) {
    for (const tag of tags(html, name)) {
      if (/\b(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i.test(tag) && !/rel=["']?canonical/i.test(tag))
        found.push(`another origin: ${tag}`);
    }
  }
  return found;
}

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'switchover:content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { filename }) {
        const found = violations(html);
        if (found.length > 0) throw new Error(`${filename} breaks its own policy:\n${found.join('\n')}`);
        return [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}
