import { defineMail } from '../../platform/mail/mail-template.js';

export const invitationMail = defineMail<{ workspace: string; inviter: string; url: string; days: number }>({
  name: 'members.invitation',
  words: {
    en: ({ workspace, inviter, url, days }) => ({ subject: `Join ${workspace} on Kinship`, heading: `Join ${workspace}`, paragraphs: [`${inviter} invites you to work in ${workspace} on Kinship.`], action: { label: 'Join', url }, note: `The link works once, for ${days} days. If you expected no invitation, ignore this mail.` }),
    de: ({ workspace, inviter, url, days }) => ({ subject: `Einladung zu ${workspace} bei Kinship`, heading: `${workspace} beitreten`, paragraphs: [`${inviter} lädt Sie ein, bei Kinship in ${workspace} mitzuarbeiten.`], action: { label: 'Beitreten', url }, note: `Der Link gilt einmal und ${days} Tage lang. Falls Sie keine Einladung erwartet haben, ignorieren Sie diese Nachricht.` }),
  },
});

export const newOwnerMail = defineMail<{ workspace: string; from: string; url: string }>({
  name: 'members.new-owner',
  words: {
    en: ({ workspace, from, url }) => ({ subject: `You now own ${workspace}`, heading: `You now own ${workspace}`, paragraphs: [`${from} has transferred the ownership of ${workspace} to you. You may do everything there, billing included.`], action: { label: 'Open the workspace', url } }),
    de: ({ workspace, from, url }) => ({ subject: `${workspace} gehört jetzt Ihnen`, heading: `${workspace} gehört jetzt Ihnen`, paragraphs: [`${from} hat Ihnen ${workspace} übertragen. Sie dürfen dort alles, auch die Abrechnung.`], action: { label: 'Arbeitsbereich öffnen', url } }),
  },
});

export const formerOwnerMail = defineMail<{ workspace: string; to: string }>({
  name: 'members.former-owner',
  words: {
    en: ({ workspace, to }) => ({ subject: `You transferred ${workspace}`, heading: `${workspace} has another owner`, paragraphs: [`The ownership of ${workspace} went from you to ${to}. You are an administrator there from now on.`], note: `If this was not you, ask ${to} to give it back, and choose a new password at once.` }),
    de: ({ workspace, to }) => ({ subject: `Sie haben ${workspace} übertragen`, heading: `${workspace} gehört jetzt jemand anderem`, paragraphs: [`${workspace} ging von Ihnen an ${to} über. Sie sind dort ab jetzt Administrator.`], note: `Falls Sie das nicht waren, bitten Sie ${to}, es zurückzugeben, und wählen Sie sofort ein neues Passwort.` }),
  },
});
