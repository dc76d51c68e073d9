import type { MailContent, MailLocale } from './mail-template.js';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailFrame {
  readonly sender: string;
  /** Where the product is reached. */
  readonly origin: string;
  readonly locale: MailLocale;
}

const WORDS: Readonly<Record<MailLocale, { readonly sentBy: (sender: string) => string; readonly link: string }>> = {
  en: { sentBy: (sender) => `${sender} · sent by Kinship`, link: 'If the button does not work, open this address:' },
  de: { sentBy: (sender) => `${sender} · gesendet von Kinship`, link: 'Falls die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse:' },
};

/** Both forms of a mail. Mail programs know tables and inline styles; colours follow the reader's dark mode where the program can. */
export const renderMail = (content: MailContent, frame: MailFrame): RenderedMail => ({ subject: oneLine(content.subject), text: textOf(content, frame), html: htmlOf(content, frame) });

function textOf({ heading, paragraphs, action, note }: MailContent, { sender, origin, locale }: MailFrame): string {
  const parts = [heading, ...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), ...(note ? [note] : []), `-- \n${WORDS[locale].sentBy(sender)}\n${origin}`];
  return `${parts.join('\n\n')}\n`;
}

function htmlOf({ subject, heading, paragraphs, action, note }: MailContent, { sender, origin, locale }: MailFrame): string {
  const { sentBy, link } = WORDS[locale];
  const paragraph = (text: string, style = ''): string => `<p style="margin:0 0 16px;line-height:1.55;${style}">${escape(text)}</p>`;
  const button = action
    ? `<p style="margin:8px 0 24px"><a href="${escape(action.url)}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:#4f46e5;color:#ffffff;font-weight:600;text-decoration:none">${escape(action.label)}</a></p>
${paragraph(link, 'margin-bottom:4px;font-size:12px;opacity:.75')}<p style="margin:0 0 16px;font-size:12px;line-height:1.5;word-break:break-all"><a href="${escape(action.url)}" style="color:inherit;opacity:.75">${escape(action.url)}</a></p>`
    : '';
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title>
<style>:root{color-scheme:light dark}@media(prefers-color-scheme:dark){.page{background:#131316!important}.card{background:#1c1c21!important;color:#ececf1!important;border-color:#2e2e35!important}.foot{color:#9a9aa5!important}}</style></head>
<body class="page" style="margin:0;background:#f4f4f6;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;color:#1b1b1f;border:1px solid #e4e4e9;border-radius:12px"><tr><td style="padding:32px">
<p style="margin:0 0 20px;font-weight:600;font-size:13px;opacity:.75">${escape(sender)}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3;letter-spacing:-.01em">${escape(heading)}</h1>
${paragraphs.map((text) => paragraph(text)).join('\n')}
${button}
${note ? paragraph(note, 'margin:0;font-size:13px;opacity:.75') : ''}
</td></tr></table>
<p class="foot" style="margin:16px 0 0;color:#6b6b76;font-size:12px">${escape(sentBy(sender))} · <a href="${escape(origin)}" style="color:inherit">${escape(origin.replace(/^https?:\/\//, ''))}</a></p>
</td></tr></table></body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
