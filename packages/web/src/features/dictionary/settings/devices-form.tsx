import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Row, type RowColumn, RowsEditor } from './rows-editor.tsx'
import { SectionForm } from './section-form.tsx'
import { listOf, rowsOf, textOf } from './setting-rows.ts'
import { type Body, useSection } from './use-section.ts'

const MODALITIES = ['CT', 'MR', 'DR', 'US', 'RF', 'MG', 'PET/CT', 'PET/MR', 'SPECT', 'MDR'] as const

/** Devices with their rooms, and which protocol of which device makes which item. */
export function DevicesForm({
  institutionId,
  kept,
}: {
  readonly institutionId: string
  readonly kept: Body
}): ReactNode {
  const { t } = useTranslation()
  const section = useSection(institutionId, 'devices')
  const [devices, setDevices] = useState(() => rowsOf(kept.devices))
  const [protocols, setProtocols] = useState(() => rowsOf(kept.protocols))
  const deviceColumns: readonly RowColumn[] = [
    { key: 'id', label: t('settings.device.id') },
    { key: 'name', label: t('settings.device.name') },
    { key: 'modality', label: t('facet.modality'), options: MODALITIES.map((value) => ({ value, label: value })) },
    { key: 'room', label: t('settings.device.room') },
    { key: 'station', label: t('settings.device.station'), maxLength: 16 },
    { key: 'parts', label: t('settings.device.parts') },
  ]
  const protocolColumns: readonly RowColumn[] = [
    { key: 'item', label: t('settings.protocol.item') },
    {
      key: 'device',
      label: t('facet.device'),
      options: devices.map(({ id = '', name = '' }) => ({ value: id, label: name || id })),
    },
    { key: 'protocol', label: t('settings.protocol.name') },
    { key: 'note', label: t('prices.note') },
  ]
  const save = (): void => section.save.mutate({ devices: devices.map(deviceOf), protocols })
  return (
    <SectionForm section={section} onSave={save} shows={(place) => /^(devices|protocols)\.\d+\.\w+$/.test(place)}>
      <RowsEditor
        label={t('settings.device.title')}
        at="devices"
        columns={deviceColumns}
        rows={devices}
        onChange={setDevices}
        problemAt={section.problemAt}
      />
      <RowsEditor
        label={t('settings.protocol.title')}
        at="protocols"
        columns={protocolColumns}
        rows={protocols}
        onChange={setProtocols}
        problemAt={section.problemAt}
      />
    </SectionForm>
  )
}

function deviceOf({ parts = '', ...rest }: Row): Body {
  return { ...rest, parts: listOf(textOf(parts)) }
}
