/**
 * Builds the icon sprite and the `IconName` union from lucide-static. A sprite is fetched once and cached, where icons as code
 * would sit in the first bundle. Add a name to the list, run `npm run icons`, commit both results.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NAMES = `
activity alarm-clock archive archive-restore arrow-down arrow-left arrow-right arrow-up arrow-up-down at-sign award badge-check ban banknote bell bell-off bold
bookmark bot box briefcase building building-2 calendar calendar-check calendar-clock calendar-days calendar-plus chart-column chart-line chart-no-axes-column chart-pie check check-check
chevron-down chevron-left chevron-right chevron-up chevrons-left chevrons-right chevrons-up-down circle circle-alert circle-check circle-check-big circle-dashed circle-dollar-sign circle-dot circle-help circle-minus
circle-pause circle-play circle-plus circle-user circle-x clipboard clipboard-list clock cloud-off coins columns-3 command contact copy corner-down-left credit-card database dollar-sign
download ellipsis ellipsis-vertical external-link eye eye-off factory file file-check file-down file-spreadsheet file-text file-up file-warning filter flag flame folder
folder-open funnel gauge git-branch git-merge globe grip-vertical group handshake hash heart history house image inbox info key key-round keyboard layers layout-dashboard layout-grid
layout-list life-buoy link link-2 list list-checks list-filter list-plus list-tree loader-circle lock log-in log-out mail mail-plus map-pin maximize-2 megaphone menu merge message-circle message-square minimize-2 minus
monitor moon mouse-pointer-click move-horizontal network newspaper notebook-pen package package-plus panel-left panel-left-close panel-left-open panel-right panel-right-close paperclip pause pencil
percent phone phone-call phone-incoming phone-outgoing pie-chart pin pin-off play plug plus plus-circle presentation printer puzzle receipt redo-2 refresh-ccw refresh-cw reply rocket rotate-ccw rows-3 save scale search send
server settings settings-2 share-2 shield shield-check shopping-bag shopping-cart sigma signal skip-forward sliders-horizontal smartphone sparkles split square square-check square-kanban square-pen star
sticky-note sun sun-moon table table-2 tag tags target thumbs-down thumbs-up timer toggle-left trash trash-2 trending-down trending-up triangle-alert trophy type undo-2 unlink upload user
user-check user-cog user-plus user-round user-round-x user-x users users-round video wallet wand-sparkles webhook wifi wifi-off workflow wrench x zap
`.trim().split(/\s+/);

const root = fileURLToPath(new URL('..', import.meta.url));
const icon = (name) => {
  const svg = readFileSync(`${root}node_modules/lucide-static/icons/${name}.svg`, 'utf8');
  const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '').trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
};

const names = [...new Set(NAMES)].sort();
writeFileSync(`${root}web/public/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">\n${names.map(icon).join('\n')}\n</svg>\n`);
writeFileSync(
  `${root}libs/ui/icon/icon-names.ts`,
  `/** Made by scripts/icons.mjs: every icon in the sprite. */\nexport const ICON_NAMES = [\n${names.map((name) => `  '${name}',`).join('\n')}\n] as const;\n\nexport type IconName = (typeof ICON_NAMES)[number];\n`,
);
process.stdout.write(`${names.length} icons\n`);
