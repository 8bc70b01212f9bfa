import { useRef } from 'react';

/**
 * A key for a deed that is not the same deed by itself when it is sent twice. As long as a form says the same, it has the same key, so that
 * saving again after an answer that was lost makes nothing a second time.
 */
export function useDeedKey(): (content: unknown) => string {
  const last = useRef({ content: '', key: '' });
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current.content !== text) last.current = { content: text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
