import { defineMail, type MailSetting } from '../mail/mail-template.js';

const moment = (iso: string, { locale, timezone }: MailSetting): string => {
  try {
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: timezone }).format(new Date(iso));
  } catch {
    // A locale or zone that this machine does not know.
    return iso;
  }
};

/** What every notice ends with. */
const NOT_YOU = {
  en: 'If this was not you, choose a new password at once with "Forgot password?" on the sign-in page: that ends every session.',
  de: 'Falls Sie das nicht waren, wählen Sie sofort ein neues Passwort über „Passwort vergessen?“ auf der Anmeldeseite: Das beendet alle Sitzungen.',
} as const;

export const passwordResetMail = defineMail<{ url: string }>({
  name: 'account.password-reset',
  words: {
    en: ({ url }) => ({ subject: 'Choose a new password', heading: 'Choose a new password', paragraphs: ['Somebody, probably you, asked for a new password for your Kinship account.'], action: { label: 'Choose a password', url }, note: 'The link works once, for one hour. If you did not ask for it, ignore this mail: your password stays as it is.' }),
    de: ({ url }) => ({ subject: 'Neues Passwort wählen', heading: 'Neues Passwort wählen', paragraphs: ['Jemand, vermutlich Sie, hat ein neues Passwort für Ihr Kinship-Konto angefordert.'], action: { label: 'Passwort wählen', url }, note: 'Der Link gilt einmal und eine Stunde lang. Falls Sie ihn nicht angefordert haben, ignorieren Sie diese Nachricht: Ihr Passwort bleibt, wie es ist.' }),
  },
});

export const verifyEmailMail = defineMail<{ url: string; email: string }>({
  name: 'account.verify-email',
  words: {
    en: ({ url, email }) => ({ subject: 'Confirm your e-mail address', heading: 'Is this your address?', paragraphs: [`Confirm that ${email} is yours, so that you can get back into your account should you lose your password.`], action: { label: 'Confirm address', url }, note: 'The link works for 7 days. If you have no account with Kinship, ignore this mail.' }),
    de: ({ url, email }) => ({ subject: 'E-Mail-Adresse bestätigen', heading: 'Ist das Ihre Adresse?', paragraphs: [`Bestätigen Sie, dass ${email} Ihnen gehört, damit Sie Ihr Konto wiederbekommen, falls Sie Ihr Passwort verlieren.`], action: { label: 'Adresse bestätigen', url }, note: 'Der Link gilt 7 Tage. Falls Sie kein Konto bei Kinship haben, ignorieren Sie diese Nachricht.' }),
  },
});

export const changeEmailMail = defineMail<{ url: string; email: string }>({
  name: 'account.change-email',
  words: {
    en: ({ url, email }) => ({ subject: 'Confirm your new e-mail address', heading: 'Confirm your new address', paragraphs: [`From then on you sign in to Kinship with ${email}.`], action: { label: 'Use this address', url }, note: 'The link works for 24 hours. Until you open it, nothing changes.' }),
    de: ({ url, email }) => ({ subject: 'Neue E-Mail-Adresse bestätigen', heading: 'Neue Adresse bestätigen', paragraphs: [`Danach melden Sie sich bei Kinship mit ${email} an.`], action: { label: 'Diese Adresse verwenden', url }, note: 'Der Link gilt 24 Stunden. Bis Sie ihn öffnen, ändert sich nichts.' }),
  },
});

/** To an address that somebody else wants to sign in with: whoever asked is not told that it has an account. */
export const emailTakenMail = defineMail<{ url: string }>({
  name: 'account.email-taken',
  words: {
    en: ({ url }) => ({ subject: 'You have an account with this address', heading: 'You have an account already', paragraphs: ['Somebody wanted to move another Kinship account to this address. That is not possible while your own account uses it; nothing was changed.'], action: { label: 'Sign in', url }, note: 'If it was you: change the address of this account first.' }),
    de: ({ url }) => ({ subject: 'Sie haben ein Konto mit dieser Adresse', heading: 'Sie haben schon ein Konto', paragraphs: ['Jemand wollte ein anderes Kinship-Konto auf diese Adresse umstellen. Das geht nicht, solange Ihr eigenes Konto sie verwendet; es wurde nichts geändert.'], action: { label: 'Anmelden', url }, note: 'Falls Sie es waren: Ändern Sie zuerst die Adresse dieses Kontos.' }),
  },
});

export const emailChangedMail = defineMail<{ email: string }>({
  name: 'account.email-changed',
  words: {
    en: ({ email }) => ({ subject: 'Your e-mail address was changed', heading: 'Your account has a new address', paragraphs: [`You now sign in to Kinship with ${email}. This address is not used for it any more.`], note: 'If this was not you, tell an owner of your workspace at once: whoever did it knew your password.' }),
    de: ({ email }) => ({ subject: 'Ihre E-Mail-Adresse wurde geändert', heading: 'Ihr Konto hat eine neue Adresse', paragraphs: [`Sie melden sich bei Kinship nun mit ${email} an. Diese Adresse wird dafür nicht mehr verwendet.`], note: 'Falls Sie das nicht waren, informieren Sie sofort einen Eigentümer Ihres Arbeitsbereichs: Wer es war, kannte Ihr Passwort.' }),
  },
});

/** Changes of an account that its person should hear of. */
export type AccountChange = 'PASSWORD' | 'TWO_FACTOR_ON' | 'TWO_FACTOR_OFF' | 'RECOVERY_CODE' | 'RECOVERY_CODES' | 'LINKED' | 'UNLINKED';

const CHANGES: Readonly<Record<AccountChange, Readonly<Record<'en' | 'de', readonly [string, string]>>>> = {
  PASSWORD: { en: ['Your password was changed', 'Your other devices were signed out.'], de: ['Ihr Passwort wurde geändert', 'Ihre anderen Geräte wurden abgemeldet.'] },
  TWO_FACTOR_ON: { en: ['Two-factor sign-in is on', 'From now on signing in takes a code from your authenticator app.'], de: ['Zwei-Faktor-Anmeldung ist eingeschaltet', 'Ab jetzt brauchen Sie zum Anmelden einen Code aus Ihrer Authenticator-App.'] },
  TWO_FACTOR_OFF: { en: ['Two-factor sign-in is off', 'Signing in takes your password alone.'], de: ['Zwei-Faktor-Anmeldung ist ausgeschaltet', 'Zum Anmelden genügt Ihr Passwort.'] },
  RECOVERY_CODE: { en: ['A recovery code was used', 'Somebody signed in with one of your recovery codes instead of a code from your app.'], de: ['Ein Wiederherstellungscode wurde benutzt', 'Jemand hat sich mit einem Ihrer Wiederherstellungscodes statt mit einem Code aus der App angemeldet.'] },
  RECOVERY_CODES: { en: ['You have new recovery codes', 'The earlier ones do not work any more.'], de: ['Sie haben neue Wiederherstellungscodes', 'Die früheren gelten nicht mehr.'] },
  LINKED: { en: ['A sign-in was linked', 'You can now sign in to Kinship through it.'], de: ['Eine Anmeldung wurde verknüpft', 'Sie können sich nun darüber bei Kinship anmelden.'] },
  UNLINKED: { en: ['A sign-in was unlinked', 'It does not open your account any more.'], de: ['Eine Verknüpfung wurde gelöst', 'Sie öffnet Ihr Konto nicht mehr.'] },
};

export const accountChangedMail = defineMail<{ change: AccountChange; at: string; subject: string | null }>({
  name: 'account.changed',
  words: {
    en: ({ change, at, subject }, setting) => ({ subject: CHANGES[change].en[0], heading: CHANGES[change].en[0], paragraphs: [`${subject ? `${subject}: ` : ''}${CHANGES[change].en[1]}`, `This happened on ${moment(at, setting)}.`], note: NOT_YOU.en }),
    de: ({ change, at, subject }, setting) => ({ subject: CHANGES[change].de[0], heading: CHANGES[change].de[0], paragraphs: [`${subject ? `${subject}: ` : ''}${CHANGES[change].de[1]}`, `Das geschah am ${moment(at, setting)}.`], note: NOT_YOU.de }),
  },
});

export const lockedMail = defineMail<{ at: string; ip: string; minutes: number; url: string }>({
  name: 'account.locked',
  words: {
    en: ({ at, ip, minutes, url }, setting) => ({ subject: 'Too many failed sign-ins', heading: 'Somebody could not sign in', paragraphs: [`There were many failed attempts to sign in to your account, the last on ${moment(at, setting)} from ${ip}. For ${minutes} minutes no attempt is accepted from there, the right password included.`], action: { label: 'Choose a new password', url }, note: 'A new password lets you in at once. If you only mistyped yours, wait and try again. If it was not you, your password has held.' }),
    de: ({ at, ip, minutes, url }, setting) => ({ subject: 'Zu viele fehlgeschlagene Anmeldungen', heading: 'Jemand konnte sich nicht anmelden', paragraphs: [`Es gab viele fehlgeschlagene Versuche, sich mit Ihrem Konto anzumelden, zuletzt am ${moment(at, setting)} von ${ip}. ${minutes} Minuten lang wird von dort kein Versuch angenommen, auch nicht mit dem richtigen Passwort.`], action: { label: 'Neues Passwort wählen', url }, note: 'Mit einem neuen Passwort kommen Sie sofort hinein. Falls Sie sich nur vertippt haben, warten Sie und versuchen Sie es erneut. Falls Sie es nicht waren: Ihr Passwort hat gehalten.' }),
  },
});
