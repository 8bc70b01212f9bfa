/**
 * Whether a date or a number stands there that cannot be read: its own field complains once it is left, and nothing is saved without it.
 * The field that has the focus is left for a moment, so that pressing Enter within it complains too. Take the form's own errors away first.
 */
export async function hasUnreadable(form: HTMLFormElement): Promise<boolean> {
  const focused = document.activeElement;
  if (focused instanceof HTMLInputElement && form.contains(focused)) focused.blur();
  await new Promise((resolve) => setTimeout(resolve));
  const unreadable = form.querySelector<HTMLInputElement>('input[type="text"][aria-invalid="true"]');
  if (unreadable) unreadable.focus();
  else if (focused instanceof HTMLElement) focused.focus();
  return unreadable !== null;
}
