/** Providers at whose domain anybody has an address, so that it says nothing about an employer. */
const PROVIDERS = new Set([
  'aol.com', 'fastmail.com', 'freenet.de', 'gmail.com', 'gmx.at', 'gmx.ch', 'gmx.com', 'gmx.de', 'gmx.net', 'googlemail.com', 'hey.com', 'hotmail.co.uk', 'hotmail.com', 'hotmail.de', 'hotmail.fr', 'icloud.com', 'laposte.net',
  'libero.it', 'live.com', 'mac.com', 'mail.com', 'mail.ru', 'mailbox.org', 'me.com', 'msn.com', 'online.de', 'orange.fr', 'outlook.com', 'outlook.de', 'pm.me', 'posteo.de', 'proton.me', 'protonmail.com', 'qq.com', 't-online.de',
  'tutanota.com', 'web.de', 'yahoo.co.uk', 'yahoo.com', 'yahoo.de', 'yahoo.fr', 'yandex.com', 'zoho.com', '163.com',
]);

/** The domain of an address that belongs to an organisation, or null. */
export function organisationOf(email: string | null): string | null {
  const domain = email?.split('@')[1] ?? '';
  return domain.includes('.') && !PROVIDERS.has(domain) ? domain : null;
}

/** What an organisation at a domain may be called: `north-mill.co.uk` -> `North Mill`. */
export function nameFromDomain(domain: string): string {
  const parts = domain.replace(/^www\./, '').split('.');
  const short = parts.length > 2 && parts.at(-2)!.length <= 3 ? parts.at(-3)! : parts.at(-2)!;
  return short.split(/[-_]/).filter(Boolean).map((word) => word[0]!.toUpperCase() + word.slice(1)).join(' ');
}
