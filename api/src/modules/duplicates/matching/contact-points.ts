import { foldName } from './normalise-name.js';

/** Providers whose mailboxes belong to people and not to the organisation that the domain names. */
const FREEMAIL = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me ' +
    'gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de arcor.de online.de posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it ' +
    'tiscali.it alice.it bluewin.ch hispeed.ch yandex.ru yandex.com mail.ru rambler.ru qq.com 163.com 126.com sina.com naver.com daum.net rediffmail.com zoho.com mail.com fastmail.com hey.com ' +
    'comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net btinternet.com sky.com virginmedia.com ntlworld.com telus.net rogers.com shaw.ca bigpond.com optusnet.com.au uol.com.br terra.com.br'
  ).split(' '),
);

/** Sites on which many organisations have a page; the host says nothing about whose it is. */
const SHARED_HOSTS = /(^|\.)(facebook|linkedin|instagram|twitter|x|xing|youtube|github|wordpress|blogspot|wixsite|squarespace|sites\.google|google|medium|notion|shopify|myshopify|etsy|amazon|ebay|tumblr)\.(com|net|org|site|so)$/;

const ROLES = new Set(
  (
    'info office kontakt contact contactus hello hallo hi mail email post postmaster webmaster admin administrator administration support service help helpdesk team sales vertrieb verkauf marketing ' +
    'press presse media news newsletter billing invoice invoices rechnung buchhaltung accounting accounts finance finanzen hr jobs careers career bewerbung recruiting personal reception empfang zentrale ' +
    'einkauf purchasing procurement orders order bestellung shop store booking reservations noreply no-reply donotreply legal privacy datenschutz abuse security it edv tech all everyone management ' +
    'geschaeftsfuehrung sekretariat secretary enquiries enquiry inquiries inquiry customerservice kundenservice service-center'
  ).split(' '),
);

/** An e-mail address, taken apart for comparison. */
export interface Mailbox {
  /** The address with what providers ignore left out: `a.b+news@gmail.com` is `ab@gmail.com`. */
  readonly address: string;
  /** The part before the at sign, letters and digits only. */
  readonly local: string;
  readonly domain: string;
  /** A function's mailbox that several people read, such as info@. */
  readonly role: boolean;
  readonly freemail: boolean;
}

export function mailboxOf(email: string): Mailbox | null {
  const at = email.lastIndexOf('@');
  if (at < 1) return null;
  const domain = email.slice(at + 1).toLowerCase().trim();
  const name = email.slice(0, at).toLowerCase().trim().replace(/\+.*$/, '') || email.slice(0, at);
  const google = domain === 'gmail.com' || domain === 'googlemail.com';
  const kept = google ? name.replaceAll('.', '') : name;
  return {
    address: `${kept}@${google ? 'gmail.com' : domain}`,
    local: foldName(name).replaceAll(' ', ''),
    domain,
    role: ROLES.has(name) || ROLES.has(name.split(/[.\-_]/)[0]!),
    freemail: FREEMAIL.has(domain),
  };
}

const SHORTEST_NUMBER = 6;
const SIGNIFICANT = 9;

/**
 * The digits that tell one number from another: the last nine, so that `+49 171 2345678`, `0171/2345678` and `(0171) 234-5678 ext. 3` are one number.
 * Null for what is too short to name anybody.
 */
export function phoneKey(phone: string): string | null {
  const main = phone.toLowerCase().replace(/(ext|extension|x|durchwahl|dw|app)\.?\s*\d+\s*$/, '').replace(/\(0\)/g, '');
  const digits = main.normalize('NFKC').replace(/\D/g, '').replace(/^0+/, '');
  if (digits.length < SHORTEST_NUMBER || /^(\d)\1+$/.test(digits)) return null;
  return digits.slice(-SIGNIFICANT);
}

/** The host that a site lives at, without `www`; null for a page on a site that many share. */
export function siteOf(url: string): string | null {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  if (!URL.canParse(text)) return null;
  const host = new URL(text).hostname.toLowerCase().replace(/^www\d?\./, '').replace(/\.$/, '');
  return host === '' || SHARED_HOSTS.test(host) || FREEMAIL.has(host) ? null : host;
}

/** A page in a network without what differs from visit to visit. */
export const profileKey = (url: string): string => url.toLowerCase().trim().replace(/^https?:\/\//, '').replace(/^(www|[a-z]{2})\./, '').replace(/[?#].*$/, '').replace(/^@/, '').replace(/\/+$/, '');
