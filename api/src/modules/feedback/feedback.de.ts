import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  'Send the bytes of the picture as the body.': 'Senden Sie den Inhalt des Bildes als Inhalt der Anfrage.',
  'Only PNG, JPEG and WebP pictures are taken.': 'Nur Bilder in PNG, JPEG und WebP werden angenommen.',
  'Write what you want to say.': 'Schreiben Sie, was Sie sagen möchten.',
  'The text has characters that cannot be kept.': 'Der Text enthält Zeichen, die sich nicht speichern lassen.',
  'Must be the path of a page.': 'Muss der Pfad einer Seite sein.',
  'This picture is not there. Upload it again.': 'Dieses Bild ist nicht da. Laden Sie es noch einmal hoch.',
  'This message': 'Diese Nachricht',
  'This picture': 'Dieses Bild',
  'You can send {0} pictures a day. Send what you want to say without one.': 'Sie können {0} Bilder am Tag senden. Senden Sie ohne Bild, was Sie sagen möchten.',
});
