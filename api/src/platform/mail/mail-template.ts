/** What a mail says; the layout makes HTML and plain text of it. Plain words only: markup in them is shown, not obeyed. */
export interface MailContent {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Small print after the action: how long a link lasts, what to do if one did not ask for this. */
  readonly note?: string;
}

/** Languages that mails are written in. */
export const MAIL_LOCALES = ['en', 'de'] as const;
export type MailLocale = (typeof MAIL_LOCALES)[number];

/** Values that a template is filled with; kept encrypted until the mail is sent, so links may be among them. */
export type MailParams = Readonly<Record<string, string | number | boolean | null>>;

/** What a template knows besides its parameters. */
export interface MailSetting {
  /** Name of the workspace that the mail is sent for, or of the product. */
  readonly sender: string;
  /** BCP 47, of the person who gets it. */
  readonly locale: string;
  /** IANA. */
  readonly timezone: string;
}

export interface MailTemplate<P extends MailParams> {
  /** `members.invitation`: module and purpose. */
  readonly name: string;
  readonly words: Readonly<Record<MailLocale, (params: P, setting: MailSetting) => MailContent>>;
}

const templates = new Map<string, MailTemplate<MailParams>>();

/** Declares a kind of mail, in every language. `Mails.send` takes what this answers. @throws Error when the name is taken */
export function defineMail<P extends MailParams>(template: MailTemplate<P>): MailTemplate<P> {
  if (templates.has(template.name)) throw new Error(`Two mail templates are called ${template.name}.`);
  templates.set(template.name, template as unknown as MailTemplate<MailParams>);
  return template;
}

/** Undefined where a newer version queued a mail that this one does not know. */
export const mailTemplateNamed = (name: string): MailTemplate<MailParams> | undefined => templates.get(name);

/** `de-AT` -> `de`; English where there are no words in the language. */
export const mailLocaleOf = (locale: string): MailLocale => MAIL_LOCALES.find((known) => locale.toLowerCase().split('-')[0] === known) ?? 'en';
