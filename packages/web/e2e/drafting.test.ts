import type { Locator, Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { openBrowser, signIn, visit } from './browser.ts'
import { releaseChanges } from './govern-way.ts'
import type { Served } from './served.ts'
import { setStage } from './stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const LOW_DOSE = '20040100120000'
const PLAIN = '20040100110000'
const PERFUSION = '20040100410000'
const CONTRAST = '20040100210000'
const HIGH_RESOLUTION = '20040100140000'
const GROUP = { group: 'tried-group', field: 'part', members: '040100', title: '试用组', titleEn: 'Tried group' }

let served: Served
let page: Page

const stage = setStage({
  prepare: async (set) => {
    served = set.served
    page = set.page
    page.setDefaultTimeout(10_000)
    const { token } = await served.person('proposer', 'mapper')
    await served.catalogue('检查字典', [{ name: '胸部灌注CT', modality: 'CT', count: 90 }])
    // An item that is retired and a row that no item needs: what some kinds of change are about.
    await releaseChanges(served, token, [
      { kind: 'retire', subject: 'item', code: LOW_DOSE, successors: [PLAIN], reason: '少用', date: '2026-03-01' },
      { kind: 'add', subject: 'rule', file: 'rules/groups.tsv', before: [], after: [GROUP] },
    ])
    await signIn(page, served.address, 'proposer')
  },
})
const { look } = stage

const field = (name: string): Locator =>
  page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }))
const fill = (name: string, text: string): Promise<void> => field(name).fill(text)
const impact = (): Locator => page.getByRole('region', { name: '影响' })

/** Begins a change of this kind on an empty form. */
async function begin(subject: string, kind: string): Promise<void> {
  await visit(page, `${served.address}/govern?tab=draft`)
  await page.getByRole('button', { name: '全部丢弃' }).click()
  await field('对象').selectOption({ label: subject })
  await field('变更').selectOption({ label: kind })
}

/** What leaves says why and when. */
async function leaving(): Promise<void> {
  await fill('停用或变更的原因', '少用')
  await page.getByLabel('日期', { exact: true }).fill('2026-06-01')
}

/** Takes a row of a table by its text. */
async function takeRow(text: string): Promise<void> {
  await fill('按文字查找行', text)
  await page
    .locator('.row-picker .picker-option', { hasText: text.split(' ').at(1) ?? text })
    .first()
    .click()
}

/** Waits until the principles are kept and sends the proposal; it is then shown with what it changes. */
async function send(title: string): Promise<void> {
  await impact().getByText('核对通过').waitFor()
  await fill('标题（中文）', title)
  await fill('标题（英文）', title.replace(/[^ -~]+/g, 'x'))
  await fill('理由', '两院在用')
  await page.getByRole('button', { name: /^提交提案/ }).click()
  await page.getByRole('heading', { name: title, exact: true }).waitFor()
}

/** Kinds of change about each subject, and how each is filled in. */
const KINDS: readonly (readonly [subject: string, kind: string, write: () => Promise<void>])[] = [
  ['项目', '新增', () => fill('新项目的代码（可多个）', PERFUSION)],
  [
    '项目',
    '修改',
    async () => {
      await fill('代码', LOW_DOSE)
      await fill('接替者的代码（可多个）', `${PLAIN} ${CONTRAST}`)
      await fill('停用或变更的原因', '两者皆可')
    },
  ],
  [
    '项目',
    '停用',
    async () => {
      await fill('代码', HIGH_RESOLUTION)
      await fill('接替者的代码（可多个）', PLAIN)
      await leaving()
    },
  ],
  [
    '项目',
    '合并',
    async () => {
      await fill('代码（可多个）', `${HIGH_RESOLUTION} ${CONTRAST}`)
      await fill('并入的代码', PLAIN)
      await leaving()
    },
  ],
  [
    '项目',
    '拆分',
    async () => {
      await fill('代码', CONTRAST)
      await fill('拆分成的代码（至少一个）', `${PLAIN} ${PERFUSION}`)
      await leaving()
    },
  ],
  [
    '项目',
    '改写',
    async () => {
      await fill('代码', '20999999440000')
      await fill('英文名称', 'CT spectral imaging')
    },
  ],
  [
    '要素取值',
    '新增',
    async () => {
      await field('表').selectOption('facets/radiology-parts.tsv')
      await fill('code', '040109')
      await fill('name', '胸膜腔试')
      await fill('nameEn', 'Pleural cavity tried')
      await fill('parent', '04')
    },
  ],
  [
    '要素取值',
    '修改',
    async () => {
      await field('表').selectOption('facets/radiology-parts.tsv')
      await fill('代码', '040100')
      await fill('sheet.dicomBodyPart', 'THORAX')
    },
  ],
  [
    '要素取值',
    '停用',
    async () => {
      await field('表').selectOption('facets/processings.tsv')
      await fill('代码', '12')
    },
  ],
  [
    '要素取值',
    '合并',
    async () => {
      await field('表').selectOption('facets/processings.tsv')
      await fill('代码（可多个）', '12 15')
      await fill('并入的代码', '11')
      await leaving()
    },
  ],
  [
    '要素取值',
    '拆分',
    async () => {
      await field('表').selectOption('facets/processings.tsv')
      await fill('代码', '12')
      await fill('拆分成的代码（至少一个）', '11 16')
      await leaving()
    },
  ],
  [
    '要素取值',
    '改写',
    async () => {
      await field('表').selectOption('facets/scans-ct.tsv')
      await fill('代码', '41')
      await fill('nameEn', 'perfusion imaging, CT')
    },
  ],
  [
    '规则',
    '新增',
    async () => {
      await field('表').selectOption('rules/ct.tsv')
      await fill('device', '20')
      await fill('part', '040100')
      await fill('scan/processing', '41/00')
    },
  ],
  [
    '规则',
    '修改',
    async () => {
      await field('表').selectOption('rules/ct.tsv')
      await takeRow('20 010100 @ct-five')
      await fill('note', '头部另说')
    },
  ],
  [
    '规则',
    '停用',
    async () => {
      await field('表').selectOption('rules/groups.tsv')
      await takeRow('tried-group')
    },
  ],
  [
    '规则',
    '合并',
    async () => {
      await field('表').selectOption('rules/ct.tsv')
      await takeRow('20 010702 @ct-plain-3d')
      await takeRow('20 @jaws @ct-plain-3d')
      await fill('part', '010702 010901 011001 011106 031000 @jaws @thoracic-cage')
    },
  ],
  [
    '规则',
    '拆分',
    async () => {
      await field('表').selectOption('rules/ct.tsv')
      await takeRow('20 @jaws @ct-plain-3d')
      await field('part').nth(0).fill('@jaws')
      await field('part').nth(1).fill('@thoracic-cage')
    },
  ],
  [
    '规则',
    '改写',
    async () => {
      await field('表').selectOption('rules/ct.tsv')
      await takeRow('20 080602')
      await fill('note', '改写的说明')
    },
  ],
  [
    '词条',
    '新增',
    async () => {
      await field('表').selectOption('lexicon/scans.tsv')
      for (const [column, text] of Object.entries({
        term: '素扫描',
        kind: 'scan',
        value: '11',
        language: 'zh-Hans',
        form: 'synonym',
        scope: 'CT,MR',
      }))
        await fill(column, text)
    },
  ],
  [
    '词条',
    '修改',
    async () => {
      await field('表').selectOption('lexicon/scans.tsv')
      await takeRow('平扫描')
      await fill('note', '两院所用')
    },
  ],
  [
    '词条',
    '停用',
    async () => {
      await field('表').selectOption('lexicon/scans.tsv')
      await takeRow('普通平扫')
    },
  ],
  [
    '词条',
    '合并',
    async () => {
      await field('表').selectOption('lexicon/scans.tsv')
      await takeRow('普通平扫')
      await takeRow('普通扫描')
      await fill('note', '并为一条')
    },
  ],
  [
    '词条',
    '拆分',
    async () => {
      await field('表').selectOption('lexicon/scans.tsv')
      await takeRow('普通平扫')
      await field('scope').nth(0).fill('CT')
      await field('scope').nth(1).fill('MR')
    },
  ],
  [
    '词条',
    '改写',
    async () => {
      await field('表').selectOption('lexicon/scans.tsv')
      await takeRow('普通平扫')
      await fill('term', '寻常平扫')
    },
  ],
]

describe('every kind of change is drafted, its impact shown before it is proposed', () => {
  test.for(KINDS)('%s · %s', async ([subject, kind, write]) => {
    await begin(subject, kind)
    await write()
    await send(`${subject}${kind}`)
    await page.getByText(`${kind} · ${subject}`).waitFor()
    expect(stage.browsing.complaints).toEqual([])
  })
})

test('what breaks a principle is shown with the counterexample while it is written, and goes when it is put right', async () => {
  await begin('项目', '新增')
  await fill('新项目的代码（可多个）', PLAIN)
  await impact().getByText('CT胸部(平扫)').waitFor()
  expect(await impact().getByRole('alert').textContent()).toContain(PLAIN)
  await look()
  await fill('新项目的代码（可多个）', PERFUSION)
  await impact().getByText('核对通过').waitFor()
  expect(await impact().getByRole('alert').count()).toBe(0)
  await impact()
    .getByText(/^相差一键的代码/)
    .click()
  await impact().getByText(CONTRAST).first().waitFor()
})

test('codes are found by typing and by composing, and a draft that is not sent is still there', async () => {
  await begin('项目', '停用')
  await field('代码').pressSequentially('胸部 高分辨')
  await page.getByRole('option', { name: new RegExp(HIGH_RESOLUTION) }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await field('代码').inputValue()).toMatch(/^\d{14}$/)
  await fill('理由', '还没写完')
  await visit(page, `${served.address}/govern?tab=draft`)
  await page.getByText('上次没有提交的内容').waitFor()
  expect(await field('理由').inputValue()).toBe('还没写完')

  await begin('项目', '新增')
  await page.getByText('由相近项目逐字段组成代码').click()
  await page.getByRole('combobox', { name: '从这个项目出发' }).fill(PLAIN)
  await page.locator('.composer .picker-option', { hasText: PLAIN }).click()
  await page.locator('.composer').getByRole('combobox', { name: /扫描/ }).selectOption('41')
  await page.getByText('是新的组合').waitFor()
  await page.getByRole('button', { name: '加入这个代码' }).click()
  expect(await field('新项目的代码（可多个）').inputValue()).toContain(PERFUSION)
  await look()
})

test('a proposal is drafted straight from an unmapped name', async () => {
  await begin('项目', '停用')
  await visit(page, `${served.address}/govern?tab=draft&name=胸部灌注CT&modality=CT&exams=90`)
  await page.getByRole('button', { name: '采用这份草案' }).click()
  await impact().getByText('核对通过').waitFor()
  await impact()
    .getByText(/^名称 \(1\)/)
    .waitFor()
  expect(await field('新项目的代码（可多个）').inputValue()).toContain(PERFUSION)
  await look()
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/proposal=/)
  await page.getByRole('heading', { name: /^新增 CT胸部灌注/ }).waitFor()
  await page.getByText('来自本地名称: 胸部灌注CT (90)').waitFor()
})

test('drafting speaks English', async () => {
  const other = await openBrowser({ locale: 'en-GB' })
  const english = await other.newPage()
  await signIn(english, served.address, 'proposer')
  await visit(english, `${served.address}/govern?tab=draft`)
  await english.getByRole('combobox', { name: 'Subject' }).selectOption({ label: 'word of the lexicon' })
  await english.getByRole('combobox', { name: 'Table' }).waitFor()
  expect(await seriousViolations(english)).toEqual([])
  expect(await english.locator('main').textContent()).not.toMatch(/[\u4e00-\u9fff]/)
  await other.close()
})
