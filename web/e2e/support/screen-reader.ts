import type { CDPSession, Page } from '@playwright/test';

interface AxValue {
  readonly value?: unknown;
}
interface AxNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly description?: AxValue;
  readonly value?: AxValue;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
}

/** What a person is told to be inside of, when the focus comes there. */
const PLACES: ReadonlySet<string> = new Set(['dialog', 'complementary', 'region', 'navigation', 'grid', 'main']);
const STATES: ReadonlySet<string> = new Set(['invalid', 'expanded', 'checked', 'selected', 'pressed']);

/**
 * Hears what a screen reader would say: what has the focus (role, name, description, state and the places around it, as the browser hands them to assistive
 * technology), and what live regions announce. A region that comes into the page with its words already in it is heard only when it is an alert, as in practice.
 */
export class ScreenReader {
  private announced: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly browser: CDPSession,
  ) {}

  /** To be called before the first page is opened. */
  static async listen(page: Page): Promise<ScreenReader> {
    const reader = new ScreenReader(page, await page.context().newCDPSession(page));
    await page.exposeFunction('screenReaderHears', (text: string) => reader.announced.push(text));
    await page.addInitScript(watchLiveRegions);
    return reader;
  }

  /** Everything announced since `forget`, and what has the focus now. */
  async heard(): Promise<string> {
    return [await this.focus(), ...this.announced].join('\n');
  }

  forget(): void {
    this.announced = [];
  }

  private async focus(): Promise<string> {
    const { result } = await this.browser.send('Runtime.evaluate', {
      expression: `(() => { const at = document.activeElement; return document.getElementById(at.getAttribute('aria-activedescendant') ?? '') ?? at; })()`,
    });
    if (!result.objectId) return '';
    const { nodes } = await this.browser.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: true });
    const [at] = nodes as readonly AxNode[];
    const around = ancestors(nodes, at).filter((node) => !node.ignored && PLACES.has(String(node.role?.value)) && node.name?.value).map(inWords);
    return at ? [inWords(at), ...around.map((place) => `in ${place}`)].join(', ') : '';
  }
}

function ancestors(nodes: readonly AxNode[], node: AxNode | undefined): readonly AxNode[] {
  const parent = nodes.find((each) => each.nodeId === node?.parentId);
  return parent ? [parent, ...ancestors(nodes, parent)] : [];
}

function inWords({ role, name, description, value, properties }: AxNode): string {
  const states = (properties ?? []).filter((each) => STATES.has(each.name) && ![undefined, false, 'false'].includes(each.value.value as never)).map((each) => each.name);
  return [role?.value, name?.value, value?.value, ...states, description?.value].filter(Boolean).join(' ');
}

/** Runs in the page. */
function watchLiveRegions(): void {
  const LIVE = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]';
  const words = (node: Node): string => {
    if ((node instanceof Element ? node : node.parentElement)?.closest('[aria-hidden=true]')) return '';
    const copy = node.cloneNode(true);
    if (copy instanceof Element) for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
  };
  const say = (text: string): void => {
    const hears = (window as unknown as { screenReaderHears?: (text: string) => void }).screenReaderHears;
    if (text) hears?.(text);
  };
  new MutationObserver((changes) => {
    const added = new Set(changes.flatMap((change) => [...change.addedNodes]));
    const told = new Set<Node>();
    const isNew = (node: Node | null): boolean => node !== null && (added.has(node) || isNew(node.parentNode));
    for (const change of changes) {
      const at = change.target instanceof Element ? change.target : change.target.parentElement;
      const region = at?.closest(LIVE);
      if (region && !isNew(region)) {
        const whole = (region.getAttribute('aria-atomic') ?? String(region.matches('[role=status], [role=alert]'))) === 'true';
        for (const node of whole ? [region] : change.type === 'characterData' ? [change.target] : change.addedNodes) {
          // What lies in something that is new itself is told with it.
          if (!told.has(node) && (whole || !isNew(node.parentNode))) say(words(node));
          told.add(node);
        }
      }
      for (const node of change.addedNodes) {
        if (!(node instanceof Element) || region) continue;
        for (const alert of [node, ...node.querySelectorAll('*')].filter((each) => each.matches('[role=alert]'))) {
          if (!told.has(alert)) say(words(alert));
          told.add(alert);
        }
      }
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
