/** After a refused submit the first field that needs attention gets the focus; its error is then read out. */
export function focusFirstInvalid(event: Event): void {
  const form = event.currentTarget ?? event.target;
  if (!(form instanceof HTMLElement)) return;
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
