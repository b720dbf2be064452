import { catalogueGaps } from '@yingma/core'
import { expect, test } from 'vitest'
import { issueOf, operationOutcome } from './issue.ts'
import { txCatalogue } from './tx-problem.ts'

test('every problem is told in Chinese and in English', () => {
  expect(Object.keys(txCatalogue.en).length).toBeGreaterThan(50)
  expect(catalogueGaps(txCatalogue)).toEqual([])
})

test('an issue carries the code of tx-issue-type, the message id of HL7 and where it is', () => {
  const issue = issueOf({ code: 'value-set-unknown', url: 'urn:x' }, 'Coding.code')
  expect(operationOutcome([issue], 'zh').issue).toEqual([
    {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id',
          valueString: 'Unable_to_resolve_value_Set_',
        },
      ],
      severity: 'error',
      code: 'not-found',
      details: {
        coding: [{ system: 'http://hl7.org/fhir/tools/CodeSystem/tx-issue-type', code: 'not-found' }],
        text: '找不到值集“urn:x”的定义',
      },
      expression: ['Coding.code'],
    },
  ])
})
