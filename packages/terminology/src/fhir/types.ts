/** The parts of FHIR that a terminology works with, in the shapes of R5; R4 is converted at the border. */

export interface Extension {
  readonly url: string
  readonly extension?: readonly Extension[] | undefined
  readonly [value: `value${string}`]: unknown
}

export interface Coding {
  readonly system?: string | undefined
  readonly version?: string | undefined
  readonly code?: string | undefined
  readonly display?: string | undefined
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[] | undefined
  readonly text?: string | undefined
}

/** What every canonical resource has. */
export interface Canonical {
  readonly resourceType: string
  readonly id?: string | undefined
  readonly url?: string | undefined
  readonly version?: string | undefined
  readonly name?: string | undefined
  readonly title?: string | undefined
  readonly language?: string | undefined
  readonly status?: string | undefined
  readonly experimental?: boolean | undefined
  readonly date?: string | undefined
  readonly publisher?: string | undefined
  readonly description?: string | undefined
  readonly extension?: readonly Extension[] | undefined
}

export interface ConceptDesignation {
  readonly language?: string | undefined
  readonly use?: Coding | undefined
  readonly value?: string | undefined
  readonly extension?: readonly Extension[] | undefined
}

export interface ConceptProperty {
  readonly code?: string | undefined
  readonly [value: `value${string}`]: unknown
}

export interface ConceptDefinition {
  readonly code?: string | undefined
  readonly display?: string | undefined
  readonly definition?: string | undefined
  readonly designation?: readonly ConceptDesignation[] | undefined
  readonly property?: readonly ConceptProperty[] | undefined
  readonly extension?: readonly Extension[] | undefined
  readonly concept?: readonly ConceptDefinition[] | undefined
}

export interface PropertyDefinition {
  readonly code?: string | undefined
  readonly uri?: string | undefined
  readonly description?: string | undefined
  readonly type?: string | undefined
}

export interface CodeSystem extends Canonical {
  readonly resourceType: 'CodeSystem'
  readonly caseSensitive?: boolean | undefined
  readonly versionNeeded?: boolean | undefined
  readonly content?: string | undefined
  readonly supplements?: string | undefined
  readonly hierarchyMeaning?: string | undefined
  readonly valueSet?: string | undefined
  readonly count?: number | undefined
  readonly property?: readonly PropertyDefinition[] | undefined
  readonly concept?: readonly ConceptDefinition[] | undefined
}

export interface ValueSetFilter {
  readonly property?: string | undefined
  readonly op?: string | undefined
  readonly value?: string | undefined
}

export interface IncludedConcept {
  readonly code?: string | undefined
  readonly display?: string | undefined
  readonly designation?: readonly ConceptDesignation[] | undefined
  readonly extension?: readonly Extension[] | undefined
}

export interface ConceptSet {
  readonly system?: string | undefined
  readonly version?: string | undefined
  readonly concept?: readonly IncludedConcept[] | undefined
  readonly filter?: readonly ValueSetFilter[] | undefined
  readonly valueSet?: readonly string[] | undefined
}

export interface Compose {
  readonly inactive?: boolean | undefined
  readonly lockedDate?: string | undefined
  /** Properties that an expansion shows, `*` for all. */
  readonly property?: readonly string[] | undefined
  readonly include?: readonly ConceptSet[] | undefined
  readonly exclude?: readonly ConceptSet[] | undefined
  readonly extension?: readonly Extension[] | undefined
}

export interface Contains {
  readonly system?: string | undefined
  readonly version?: string | undefined
  readonly code?: string | undefined
  readonly display?: string | undefined
  readonly abstract?: boolean | undefined
  readonly inactive?: boolean | undefined
  readonly designation?: readonly ConceptDesignation[] | undefined
  readonly property?: readonly ConceptProperty[] | undefined
  readonly extension?: readonly Extension[] | undefined
  readonly contains?: readonly Contains[] | undefined
}

export interface ValueSet extends Canonical {
  readonly resourceType: 'ValueSet'
  readonly immutable?: boolean | undefined
  readonly compose?: Compose | undefined
  readonly contained?: readonly Canonical[] | undefined
  readonly expansion?:
    | {
        readonly identifier?: string | undefined
        readonly timestamp?: string | undefined
        readonly total?: number | undefined
        readonly offset?: number | undefined
        readonly parameter?: readonly Parameter[] | undefined
        readonly property?: readonly PropertyDefinition[] | undefined
        readonly extension?: readonly Extension[] | undefined
        readonly contains?: readonly Contains[] | undefined
      }
    | undefined
}

export interface MapDependency {
  readonly attribute?: string | undefined
  readonly property?: string | undefined
  readonly system?: string | undefined
  readonly value?: string | undefined
  readonly display?: string | undefined
  readonly [value: `value${string}`]: unknown
}

export interface MapTarget {
  readonly code?: string | undefined
  readonly display?: string | undefined
  readonly relationship?: string | undefined
  readonly comment?: string | undefined
  readonly dependsOn?: readonly MapDependency[] | undefined
  readonly product?: readonly MapDependency[] | undefined
}

export interface MapElement {
  readonly extension?: readonly Extension[] | undefined
  readonly comment?: string | undefined
  readonly code?: string | undefined
  readonly display?: string | undefined
  readonly noMap?: boolean | undefined
  readonly target?: readonly MapTarget[] | undefined
}

export interface MapGroup {
  readonly source?: string | undefined
  readonly target?: string | undefined
  readonly element?: readonly MapElement[] | undefined
  readonly unmapped?:
    | {
        readonly mode?: string | undefined
        readonly code?: string | undefined
        readonly display?: string | undefined
        readonly relationship?: string | undefined
        readonly otherMap?: string | undefined
      }
    | undefined
}

export interface ConceptMap extends Canonical {
  readonly resourceType: 'ConceptMap'
  readonly sourceScopeUri?: string | undefined
  readonly sourceScopeCanonical?: string | undefined
  readonly targetScopeUri?: string | undefined
  readonly targetScopeCanonical?: string | undefined
  readonly additionalAttribute?: readonly PropertyDefinition[] | undefined
  readonly group?: readonly MapGroup[] | undefined
}

export interface Parameter {
  readonly name: string
  readonly resource?: Canonical | undefined
  readonly part?: readonly Parameter[] | undefined
  readonly extension?: readonly Extension[] | undefined
  readonly [value: `value${string}`]: unknown
}

export interface Parameters {
  readonly resourceType: 'Parameters'
  readonly parameter?: readonly Parameter[] | undefined
}

export interface OutcomeIssue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information'
  readonly code: string
  readonly details?: CodeableConcept | undefined
  readonly location?: readonly string[] | undefined
  readonly expression?: readonly string[] | undefined
  readonly diagnostics?: string | undefined
  readonly extension?: readonly Extension[] | undefined
}

export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome'
  readonly issue: readonly OutcomeIssue[]
}
