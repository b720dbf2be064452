import { expect, test } from 'vitest'
import { enter, visit } from './browser.ts'
import { releaseChanges } from './govern-way.ts'
import { setStage } from './stage.ts'

const stage = setStage({
  prepare: async ({ served, page }) => {
    const { token } = await served.person('proposer', 'mapper')
    const reword = {
      kind: 're-word',
      subject: 'item',
      code: '20999999440000',
      nameEn: 'CT spectral',
      reason: 'established-term',
    }
    await releaseChanges(served, token, [reword])
    await page.goto(`${served.address}/login`)
    await enter(page, 'admin')
    await page.getByRole('button', { name: 'Administrator', exact: true }).waitFor()
  },
})

test('the publisher rolls the last release back with a reason, and sees the new release', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/govern?tab=releases`)
  await page.getByText('1.0.1').first().click()
  const button = page.getByRole('button', { name: '回滚 1.0.1' })
  expect(await button.isDisabled()).toBe(true)
  await page.getByLabel('理由（写入发布说明）').fill('误改英文名')
  await look()
  await button.click()
  await page.getByText('1.0.2').first().waitFor()
  await look()
})
