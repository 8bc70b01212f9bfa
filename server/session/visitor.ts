import type { Request } from 'express';

/** Where a request comes from, as far as its user can use it to tell a session of their own from a stranger's. */
export type Visitor = { readonly address: string; readonly browser: string | null; readonly system: string | null };

/** Names only, no versions: enough to know one's own computer by, too little to follow anybody with. */
export function visitorOf(request: Request): Visitor {
  const agent = request.get('User-Agent') ?? '';
  return { address: request.ip ?? '', browser: nameIn(agent, BROWSERS), system: nameIn(agent, SYSTEMS) };
}

// In this order: nearly all browsers also say that they are Chrome, Chrome that it is Safari, and Android that it is Linux.
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

function nameIn(agent: string, names: readonly [RegExp, string][]): string | null {
  return names.find(([pattern]) => pattern.test(agent))?.[1] ?? null;
}
