import { registerPhrases } from '../../platform/i18n/phrasebook.js';

registerPhrases('de', {
  View: 'Ansicht',
  Views: 'Ansichten',
  'Record type': 'Art der Datensätze',
  'Name of the record type whose list this is, such as contact. It stays as it is.': 'Name der Art von Datensätzen, deren Liste das ist, etwa contact. Er bleibt, wie er ist.',
  Kind: 'Form',
  'How the records are drawn.': 'Wie die Datensätze dargestellt werden.',
  Visibility: 'Sichtbarkeit',
  'Shared views are there for everybody in the workspace.': 'Geteilte Ansichten haben alle im Arbeitsbereich.',
  Filter: 'Filter',
  'As the list takes it; "me" stands for whoever looks.': 'Wie die Liste ihn nimmt; „me“ steht für die Person, die hinsieht.',
  Sort: 'Sortierung',
  'As the list takes it: up to three fields.': 'Wie die Liste sie nimmt: bis zu drei Felder.',
  'Grouped by': 'Gruppiert nach',
  'A choice, yes-or-no or reference field.': 'Ein Feld mit Auswahl, Ja oder Nein, oder Verweis.',
  Columns: 'Spalten',
  'In their order: [{ "field": "email", "width": 220 }]. Without, those that the list starts with.': 'In ihrer Reihenfolge: [{ "field": "email", "width": 220 }]. Ohne Angabe die, mit denen die Liste beginnt.',
  'Its place among the views of its list.': 'Ihr Platz unter den Ansichten ihrer Liste.',
  'Default for roles': 'Standard für Rollen',
  'Members in these roles see this view first, unless they chose another. Set by administrators, for shared views.': 'Mitglieder mit diesen Rollen sehen diese Ansicht zuerst, wenn sie keine andere gewählt haben. Von Administratoren gesetzt, für geteilte Ansichten.',
  'Reordered views': 'Ansichten neu geordnet',
  // Choices
  Table: 'Tabelle',
  Cards: 'Karten',
  Board: 'Board',
});
