import type { Codec, Edition } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'
import { openTable, restoreFormula, type TableOptions, type TableProblem } from '@yingma/tables'
import { canonical } from '../build/build-items.ts'
import type { ProtocolRow } from '../model/dictionary.ts'
import type { Device, Settings } from '../model/settings.ts'

/** Rows that a person wrote into the settings. */
export function protocolsByHand(settings: Settings, codec: Codec, edition: Edition): readonly ProtocolRow[] {
  const devices = new Map(settings.devices.map((device) => [device.id, device]))
  return settings.protocols.map(({ item, device, protocol }) => {
    const code = canonical(item, codec)
    return {
      item: code,
      itemName: nameOf(code, codec, edition),
      device: devices.get(device)?.name ?? device,
      station: devices.get(device)?.station ?? '',
      protocol,
      from: 'hand',
      exams: 0,
      state: 'mapped',
    }
  })
}

export type ProtocolsRead =
  | { readonly ok: true; readonly rows: readonly ProtocolRow[] }
  | { readonly ok: false; readonly problem: TableProblem }

/**
 * Reads what scanners call their protocols from a table of DICOM descriptions (description, modality, station or device,
 * counts) and says which item each belongs to. Whatever is not sure keeps its state and has to be looked at.
 */
export async function protocolsFromDicom(
  file: string,
  options: TableOptions,
  sources: { readonly normaliser: Normaliser; readonly devices: readonly Device[] },
): Promise<ProtocolsRead> {
  const opened = await openTable(file, { ...options, required: ['name'] })
  if (!opened.ok) return opened
  const table = opened.value
  const rows = new Map<string, ProtocolRow>()
  try {
    for await (const step of table.rows()) {
      if (step.kind === 'stop') return { ok: false, problem: step.problem }
      for (const row of step.rows) {
        const cell = (role: 'name' | 'modality' | 'part' | 'device' | 'count'): string =>
          restoreFormula(row[table.roles[role]?.value.position ?? -1] ?? '').trim()
        const protocol = cell('name')
        if (protocol === '') continue
        const said = cell('device')
        const verdict = sources.normaliser.normalise({ name: protocol, modality: cell('modality'), part: cell('part') })
        const device = sources.devices.find(({ id, name, station }) => [id, name, station].includes(said))
        const exams = Number(cell('count')) || 1
        const items = verdict.items.filter(({ code }) => code !== null)
        for (const item of items.length === 0 ? [{ code: null, name: '' }] : items) {
          const key = [said, protocol, item.code ?? ''].join('\u0000')
          const known = rows.get(key)
          rows.set(key, {
            item: item.code ?? '',
            itemName: item.name ?? '',
            device: device?.name ?? said,
            station: device?.station ?? '',
            protocol,
            from: 'dicom',
            exams: (known?.exams ?? 0) + exams,
            state: verdict.state,
          })
        }
      }
    }
    return { ok: true, rows: [...rows.values()].sort((a, b) => b.exams - a.exams) }
  } finally {
    await table.close()
  }
}

function nameOf(code: string, codec: Codec, edition: Edition): string {
  const decoded = codec.decode(code)
  if (decoded.kind === 'local') return decoded.parent.name
  return 'name' in decoded ? decoded.name : (edition.byCode.get(code.toUpperCase())?.name ?? '')
}
