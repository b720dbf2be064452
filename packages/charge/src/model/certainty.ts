/** How sure a rule or a mapping row is: F stated outright, I our reading, A ambiguous in the source. */
export type Certainty = 'F' | 'I' | 'A'
