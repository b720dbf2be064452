/** Texts of governance: the next release. */
export const releasing = {
  releasing: {
    none: 'Nothing released here yet',
    noneHelp: 'A release takes up every proposal that is ready.',
    title: 'Make a release',
    help: 'Takes up every proposal that is ready. Look first; a release is never edited, only followed by another.',
    date: 'Day of the release',
    version: 'Version (empty: by the rule)',
    grace: 'Months of grace for retired codes',
    preview: 'Preview',
    goesIn: 'What goes in',
    figures:
      '{{before}} → {{version}} · items added: {{added}} · retired: {{retired}} · re-worded: {{reworded}} · rows of the migration table: {{moved}}',
    confirm: 'Release {{version}}',
    blamed: 'To the proposal in the way',
  },
}
