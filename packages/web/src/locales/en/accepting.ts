/** Texts of a table that accepts a release of the standard. */
export const accepting = {
  accepting: {
    title: 'Releases of the standard',
    current: 'This table is of the standard {{version}}.',
    upToDate: 'There is no newer release.',
    newer: 'Newer releases to accept: {{n}}.',
    choose: 'Release',
    preview: 'See what it changes',
    nothing: 'This release changes no decision of the table; accepting it reads its names anew.',
    fate: { moved: 'Move to their successor', review: 'Open again: a person chooses', lost: 'Stay on a retired item' },
    exams: '{{n}} exams',
    decisions: 'Decisions that change',
    what: 'How',
    before: 'Now',
    after: 'Then',
    more: 'Show more of {{total}}',
    charges: 'Charges that change',
    chargesHelp:
      'Charge lines of decisions that move, by price list; of those that wait for a person nothing is known yet.',
    noCharges: 'What moves is charged as before.',
    noPrice: 'no price',
    list: 'Price list',
    acceptHelp:
      'One step: decisions move along successors, those with several are opened again with the reason, the table is of the new edition and its names are read anew. It can be taken back as one.',
    accept: 'Accept {{version}}',
    who: 'Mappers, reviewers and administrators of the institution accept it.',
    outcome:
      '{{version}} was accepted: {{moved}} moved, {{reopened}} opened again, {{refused}} left as they are, {{read}} names read.',
    stopped:
      'Accepting {{version}} was not finished ({{status}}): take it back; or accept it again for what is left, which alone can be taken back then.',
    reopened: 'Review what was opened again ({{n}})',
    undo: 'Take it back',
    undoConfirm: 'Decisions that nobody touched since, and the edition of the table, go back to what they were before.',
    undone: 'Accepting {{version}} was taken back: {{written}} decisions are as they were before.',
  },
}
