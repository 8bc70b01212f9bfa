// Before anything is painted, so that a chosen theme does not flash in after the other. A file of its own, because the
// Content-Security-Policy refuses scripts within the page. The key is that of shell/theme.ts.
try {
  const theme = localStorage.getItem('doorstroom.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // No storage, no choice: the device decides.
}
