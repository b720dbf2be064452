/** Addresses that FHIR and HL7's terminology ecosystem define. */
const HL7 = 'http://hl7.org/fhir/StructureDefinition/'

export const EXTENSIONS = {
  supplement: `${HL7}valueset-supplement`,
  expansionParameter: `${HL7}valueset-expansion-parameter`,
  /** As HL7's tools call the same extension. */
  expansionParameterOfTools: 'http://hl7.org/fhir/tools/StructureDefinition/valueset-expansion-parameter',
  messageId: `${HL7}operationoutcome-message-id`,
  standardsStatus: `${HL7}structuredefinition-standards-status`,
  valueSetDeprecated: `${HL7}valueset-deprecated`,
  conceptDefinition: `${HL7}valueset-concept-definition`,
  codeSystemOrder: `${HL7}codesystem-conceptOrder`,
  valueSetOrder: `${HL7}valueset-conceptOrder`,
  codeSystemLabel: `${HL7}codesystem-label`,
  valueSetLabel: `${HL7}valueset-label`,
  itemWeight: `${HL7}itemWeight`,
  unclosed: `${HL7}valueset-unclosed`,
  unclosedReason: `${HL7}valueset-unclosed-reason`,
  alternateCode: `${HL7}codesystem-alternate`,
  descriptionId: `${HL7}coding-sctdescid`,
  renderingStyle: `${HL7}rendering-style`,
  renderingXhtml: `${HL7}rendering-xhtml`,
  translation: `${HL7}translation`,
  /** R6 has it as an element. */
  mapElementComment: 'http://hl7.org/fhir/6.0/StructureDefinition/extension-ConceptMap.group.element.comment',
} as const

export const CONCEPT_PROPERTIES = 'http://hl7.org/fhir/concept-properties'
export const TX_ISSUE_TYPE = 'http://hl7.org/fhir/tools/CodeSystem/tx-issue-type'
export const PREFERRED_FOR_LANGUAGE = {
  system: 'http://terminology.hl7.org/CodeSystem/hl7TermMaintInfra',
  code: 'preferredForLanguage',
  display: 'Preferred For Language',
} as const
