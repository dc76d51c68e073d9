import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  Member: 'Mitglied',
  Members: 'Mitglieder',
  Team: 'Team',
  Teams: 'Teams',
  Office: 'Büro',
  Invited: 'Eingeladen',
  Joined: 'Beigetreten',
  Permissions: 'Berechtigungen',
  Picture: 'Bild',
  'Sign-in': 'Anmeldung',
  'Exceptions to the role.': 'Ausnahmen von der Rolle.',
  'Changed permissions': 'Berechtigungen geändert',
  'Changed e-mail': 'E-Mail geändert',
  'Joined the workspace': 'Dem Arbeitsbereich beigetreten',
  // Choices
  'Role: Owner': 'Eigentümer',
  Admin: 'Administrator',
  Viewer: 'Betrachter',
  'Not invited': 'Nicht eingeladen',
  Deactivated: 'Deaktiviert',
});
