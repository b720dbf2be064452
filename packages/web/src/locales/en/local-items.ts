/** Texts of governance: an institution's own items, and items that names ask for. */
export const localItems = {
  local: {
    title: 'Local items',
    help: 'What an institution needs beside the standard: items of its own under an item of the standard. They stay inside the institution.',
    none: 'No local item yet',
    noneHelp: 'Reviewers add them: a parent of the standard, a suffix, a name.',
    code: 'Code',
    name: 'Local name',
    parent: 'Parent',
    act: 'Act',
    rename: 'Rename',
    add: 'Add a local item',
    renaming: 'Rename {{code}}',
    cancel: 'Leave as it is',
    chooseParent: 'Find the parent',
    suffix: 'Suffix (1–8 letters or digits)',
    more: 'The first {{shown}} of {{total}} are shown.',
    candidates: 'Several institutions have the like',
    candidatesHelp:
      'Items of the standard under which at least two of the institutions that you may see have items of their own. A proposal shows its names to all who may propose.',
    noCandidates: 'None at present.',
    institutions: 'institutions: {{n}}',
    promote: 'Propose for the standard',
  },
  suggestions: {
    title: 'From unmapped names',
    help: 'Combinations that names of the tables you may see ask for and no item has, the most used first, at most 200.',
    none: 'No name asks for a missing item',
    noneHelp: 'Names come from the tables of the institutions that you may see.',
    code: 'Code that is missing',
  },
}
