import { useEffect } from 'react';

/**
 * Words at the head of every printed page. The margin boxes of a page cannot hold elements: they take a text, which the style sheet finds as a
 * custom property of the document (reading.module.css).
 */
export function usePrintHeader(text: string): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--print-header', JSON.stringify(text));
    return () => {
      style.removeProperty('--print-header');
    };
  }, [text]);
}
