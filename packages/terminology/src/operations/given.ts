import { choiceValue, parameterNamed } from '../fhir/choice.ts'
import type { Canonical, CodeableConcept, Coding, Parameter } from '../fhir/types.ts'
import { TxRefusal } from '../problems/issue.ts'

/** Codings of one concept: each is looked for and told of by itself. */
const MOST_CODINGS = 1000

/** The parameters of a request, read as the types that the operation expects; GET gives them all as text. */
export class Given {
  readonly operation: string
  readonly all: readonly Parameter[]

  constructor(operation: string, all: readonly Parameter[]) {
    this.operation = operation
    this.all = all
  }

  has(...names: readonly string[]): boolean {
    return this.all.some(({ name }) => names.includes(name))
  }

  /** With these parameters besides, as far as the request does not say the same one itself. */
  completedBy(parameters: readonly Parameter[], repeating: ReadonlySet<string>): Given {
    const added = parameters.filter(({ name }) => repeating.has(name) || !this.has(name))
    return added.length === 0 ? this : new Given(this.operation, [...this.all, ...added])
  }

  /** Text of the first of these names that is given; two different values of one name are refused. */
  text(...names: readonly string[]): string | undefined {
    const name = names.find((one) => this.has(one))
    if (name === undefined) return undefined
    const values = new Set(this.texts(name))
    if (values.size > 1) throw this.#invalid(name, [...values].join(', '), '0..1')
    return [...values][0]
  }

  /** A text that is worked on as a whole, and therefore not of any length. */
  shortText(name: string, longest: number): string | undefined {
    const text = this.text(name)
    if (text !== undefined && text.length > longest) throw this.#invalid(name, text, `≤ ${longest}`)
    return text
  }

  texts(name: string): readonly string[] {
    return this.all
      .filter((parameter) => parameter.name === name)
      .map((parameter) => {
        const value = choiceValue(parameter)
        if (value === undefined || typeof value === 'object') throw this.#invalid(name, typeof value, 'a primitive')
        return String(value)
      })
  }

  /** Refuses a request that says the same thing in more than one of these ways: none of them may be passed over. */
  refuseTogether(...names: readonly string[]): void {
    const together = names.filter((name) => this.has(name))
    if (together.length > 1) throw new TxRefusal({ code: 'parameters-conflict', names: together })
  }

  /** Refuses parameters that FHIR defines and that are not offered: an answer without them would be another one. */
  refuseNotOffered(...names: readonly string[]): void {
    const name = names.find((one) => this.has(one))
    if (name === undefined) return
    throw new TxRefusal({ code: 'parameter-unknown', name, operation: this.operation }, expressionOf(name))
  }

  requiredText(...names: readonly string[]): string {
    const text = this.text(...names)
    if (text === undefined || text === '') {
      throw new TxRefusal({ code: 'parameter-missing', name: names[0]!, operation: this.operation })
    }
    return text
  }

  boolean(name: string): boolean | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    if (text !== 'true' && text !== 'false') throw this.#invalid(name, text, 'true | false')
    return text === 'true'
  }

  /** Whole and not negative. */
  count(name: string): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    if (!/^\d{1,9}$/.test(text)) throw this.#invalid(name, text, '0…999999999')
    return Number(text)
  }

  /** A Coding, or in a GET `system|code`. */
  coding(...names: readonly string[]): Coding | undefined {
    const parameter = this.#first(names)
    if (parameter === undefined) return undefined
    const { valueCoding, valueString } = parameter
    if (typeof valueString === 'string') return codingFromToken(valueString)
    if (!isCoding(valueCoding)) throw this.#invalid(parameter.name, typeof choiceValue(parameter), 'a Coding')
    return valueCoding
  }

  codeableConcept(...names: readonly string[]): CodeableConcept | undefined {
    const parameter = this.#first(names)
    if (parameter === undefined) return undefined
    const concept = parameter.valueCodeableConcept
    if (!isObject(concept)) throw this.#invalid(parameter.name, typeof choiceValue(parameter), 'a CodeableConcept')
    const { coding = [] } = concept
    if (!Array.isArray(coding) || !coding.every(isCoding)) {
      throw this.#invalid(parameter.name, typeof coding, 'a CodeableConcept with codings')
    }
    if (coding.length > MOST_CODINGS) throw this.#invalid(parameter.name, String(coding.length), `≤ ${MOST_CODINGS}`)
    return concept as CodeableConcept
  }

  resource(name: string, type: string): Canonical | undefined {
    const parameter = this.#first([name])
    if (parameter === undefined) return undefined
    const { resource } = parameter
    if (resource?.resourceType !== type) throw this.#invalid(name, resource?.resourceType ?? 'nothing', type)
    return resource
  }

  resources(name: string): readonly Canonical[] {
    return this.all
      .filter((parameter) => parameter.name === name)
      .map(({ resource }) => {
        if (resource === undefined) throw this.#invalid(name, 'nothing', 'a resource')
        return resource
      })
  }

  #first(names: readonly string[]): Parameter | undefined {
    return names.map((name) => parameterNamed(this.all, name)).find((parameter) => parameter !== undefined)
  }

  #invalid(name: string, value: string, expected: string): TxRefusal {
    return new TxRefusal({ code: 'parameter-invalid', name, value: value.slice(0, 200), expected }, expressionOf(name))
  }
}

/** Where a parameter stands in the request. */
export function expressionOf(name: string): string {
  return `Parameters.parameter.where(name = '${name.replace(/[^\w-]/g, '').slice(0, 60)}')`
}

function codingFromToken(token: string): Coding {
  const bar = token.lastIndexOf('|')
  return bar < 0 ? { code: token } : { system: token.slice(0, bar), code: token.slice(bar + 1) }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCoding(value: unknown): value is Coding {
  return (
    isObject(value) &&
    ['system', 'version', 'code', 'display'].every((key) => value[key] === undefined || typeof value[key] === 'string')
  )
}
