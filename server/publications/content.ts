import { createHash } from 'node:crypto';
import { PublicationContent } from '#shared/contract/publications.ts';

/** The bytes that are published: what their SHA-256 is of, and what the verdict of the attack is about. */
export function sealContent(content: PublicationContent): { content: string; sha256: string } {
  const text = `${JSON.stringify(PublicationContent.parse(content), null, 1)}\n`;
  return { content: text, sha256: sha256Of(text) };
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function openContent(text: string): PublicationContent {
  return PublicationContent.parse(JSON.parse(text));
}
