import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { releaseChanges } from './govern-way.ts'
import { setStage } from './stage.ts'

const PLAIN = '20040100110000'
const ENHANCED = '20040100210000'
const BOTH = '20040100220000'
const LOW_DOSE = '20040100120000'
const gone = { reason: '少用', date: '2026-03-01' }
const CHANGES = [
  { kind: 'merge', subject: 'item', codes: [LOW_DOSE], into: BOTH, ...gone },
  { kind: 'retire', subject: 'item', code: ENHANCED, successors: [PLAIN, BOTH], ...gone },
]

let catalogueId = ''
let version = ''

const stage = setStage({
  prepare: async ({ served, page }) => {
    const mapper = await served.person('mapper', 'mapper')
    await served.person('reader', 'reader')
    catalogueId = await served.catalogue('检查字典', [
      { name: '胸部低剂量CT', modality: 'CT', count: 40 },
      { name: '胸部CT增强', modality: 'CT', count: 30 },
      { name: '胸部CT平扫', modality: 'CT', count: 20 },
    ])
    const { rows } = await served.api('GET', `/catalogues/${catalogueId}/names?order=exams`, undefined, mapper.token)
    const codes = [LOW_DOSE, ENHANCED, PLAIN]
    const decisions = (rows as { id: string }[]).map(({ id }, at) => ({
      nameId: id,
      version: 0,
      kind: 'change',
      codes: [codes[at]],
    }))
    await served.api('POST', `/catalogues/${catalogueId}/decisions`, { decisions }, mapper.token)
    version = await releaseChanges(served, mapper.token, CHANGES)
    await signIn(page, served.address, 'reader')
  },
})

test('a release is seen for what it does to a table, accepted in one step with progress, and taken back', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/map/${catalogueId}`)
  const card = page.getByRole('region', { name: '标准的发布' })
  await card.getByRole('button', { name: '看看会改变什么' }).click()
  // Whoever may only read sees what it would do, and who accepts it.
  await card.getByText('由本机构的对照员、复核员或机构管理员接受。').waitFor()
  expect(await card.getByRole('button', { name: `接受 ${version}` }).count()).toBe(0)

  await signIn(page, served.address, 'mapper')
  await visit(page, `${served.address}/map/${catalogueId}`)
  await card.getByText('有 1 个更新的发布可以接受。').waitFor()
  await card.getByRole('button', { name: '看看会改变什么' }).click()
  const decisions = card.getByRole('table', { name: '改变的决定' })
  const moved = decisions.getByRole('row').filter({ hasText: '胸部低剂量CT' })
  await moved.getByText('随接替项目移动').waitFor()
  await decisions.getByRole('row').filter({ hasText: '胸部CT增强' }).getByText('重新打开，由人选择').waitFor()
  expect(await decisions.getByText('胸部CT平扫', { exact: true }).count()).toBe(0)
  const charges = card.getByRole('table', { name: '变动的收费' })
  expect(await charges.getByRole('row').count()).toBeGreaterThan(1)
  await look()

  await card.getByRole('button', { name: `接受 ${version}` }).click()
  await card.getByText(`${version} 已接受：移动 1，重新打开 1，保持不变 0，重读 3 个名称。`).waitFor()
  await card.getByText(`本表按标准 ${version}。 没有更新的发布。`).waitFor()
  await card.getByRole('link', { name: '复核重新打开的 1 个名称' }).waitFor()
  await look()
  // It is still there for whoever comes back later.
  await visit(page, `${served.address}/map/${catalogueId}`)
  await card.getByRole('button', { name: '撤回这次接受' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '撤回这次接受' }).click()
  await card.getByText(`${version} 的接受已撤回：2 个决定回到接受之前。`).waitFor()
  await card.getByText('有 1 个更新的发布可以接受。').waitFor()
  await look()
})
