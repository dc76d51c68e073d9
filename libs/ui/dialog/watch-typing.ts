type TextField = HTMLInputElement | HTMLTextAreaElement;

const isTextField = (target: EventTarget | null): target is TextField => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/**
 * Follows what a person types into the forms within `root`.
 *
 * @returns whether some of it is still there; what was looked for outside of forms, or emptied again, is nothing to lose
 */
export function watchTyping(root: HTMLElement): () => boolean {
  const before = new Map<TextField, string>();
  const note = ({ target }: Event): void => {
    if (isTextField(target) && target.form && !before.has(target)) before.set(target, target.value);
  };
  // A field has its first value until it is come to or, where it has the focus already, written to.
  for (const event of ['focusin', 'beforeinput']) root.addEventListener(event, note);
  return () => [...before].some(([field, value]) => field.isConnected && field.value !== value && field.value.trim() !== '');
}
