/** White label: turns any brand colour into tokens that stay readable in both themes. */
export interface BrandVars {
  readonly '--brand': string;
  readonly '--brand-hover': string;
  readonly '--on-brand': string;
  readonly '--brand-fg': string;
  readonly '--brand-soft': string;
  readonly '--focus': string;
}

type Rgb = readonly [number, number, number];
const SURFACES: Readonly<Record<'light' | 'dark', Rgb>> = { light: [255, 255, 255], dark: [0x1d, 0x1e, 0x22] };
const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [0x12, 0x13, 0x16];

function parse(hex: string): Rgb | null {
  const match = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(hex.trim());
  if (!match?.[1]) return null;
  const full = match[1].length === 3 ? [...match[1]].map((c) => c + c).join('') : match[1];
  const part = (at: number) => Number.parseInt(full.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

const format = (rgb: Rgb): string => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`;
const mix = (a: Rgb, b: Rgb, share: number): Rgb => [0, 1, 2].map((i) => (a[i] ?? 0) * (1 - share) + (b[i] ?? 0) * share) as unknown as Rgb;

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** WCAG contrast of two `#rrggbb` colours, 1 to 21; 1 when one of them is no colour. */
export function contrast(a: string, b: string): number {
  const [first, second] = [parse(a), parse(b)];
  return first && second ? ratio(first, second) : 1;
}

/** Moves a colour towards `goal` in small steps until every pair is at least `least`. */
function until(color: Rgb, goal: Rgb, against: readonly Rgb[], least: number): Rgb {
  for (let share = 0; share <= 1; share += 0.02) {
    const candidate = mix(color, goal, share);
    if (against.every((other) => ratio(candidate, other) >= least)) return candidate;
  }
  return goal;
}

/** The tokens of one brand colour (`#rgb` or `#rrggbb`); null when it is no colour. */
export function brandVars(hex: string, theme: 'light' | 'dark'): BrandVars | null {
  const color = parse(hex);
  if (!color) return null;
  const surface = SURFACES[theme];
  const goal = theme === 'light' ? INK : WHITE;
  const onBrand = ratio(color, WHITE) >= 3 ? WHITE : INK;
  const brand = until(color, onBrand === WHITE ? INK : WHITE, [onBrand], 4.6);
  const hover = until(mix(brand, onBrand === WHITE ? INK : WHITE, 0.12), onBrand === WHITE ? INK : WHITE, [onBrand], 4.6);
  const soft = mix(surface, brand, theme === 'light' ? 0.1 : 0.2);
  return {
    '--brand': format(brand),
    '--brand-hover': format(hover),
    '--on-brand': format(onBrand),
    '--brand-fg': format(until(color, goal, [surface, soft], 4.6)),
    '--brand-soft': format(soft),
    '--focus': format(until(color, goal, [surface], 3.1)),
  };
}
