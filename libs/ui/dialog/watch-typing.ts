type TextField = HTMLInputElement | HTMLTextAreaElement;

const isField = (target: EventTarget | null): target is TextField | HTMLSelectElement => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
const isChosen = (field: TextField | HTMLSelectElement): boolean => field instanceof HTMLSelectElement || field.type === 'checkbox' || field.type === 'radio';

/**
 * Follows what a person enters into the forms within `root`.
 *
 * @returns whether some of it is still there; what was looked for outside of forms, or emptied again, is nothing to lose
 */
export function watchTyping(root: HTMLElement): () => boolean {
  const before = new Map<TextField | HTMLSelectElement, string>();
  let chosen = false;
  root.addEventListener('beforeinput', ({ target }) => {
    if (isField(target) && target.form && !before.has(target)) before.set(target, target.value);
  });
  root.addEventListener('change', ({ target }) => {
    if (isField(target) && target.form && isChosen(target)) chosen = true;
  });
  return () => chosen || [...before].some(([field, value]) => field.isConnected && field.value !== value && field.value.trim() !== '');
}
