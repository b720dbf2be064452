import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

test('worklist attributes come as JSON and as files', async () => {
  const folder = join(await temporaryFolder(), 'worklists')
  const ran = await runCommand(['worklist', '20072201110000'])
  expect(ran.exit).toBe(0)
  expect(JSON.parse(ran.out)['00321064'].Value[0]['00080100'].Value).toEqual(['20072201110000'])
  const files = await runCommand([
    'worklist',
    '20072201110000',
    '30010100110000',
    '--dicom',
    folder,
    '--charset',
    'gb18030',
  ])
  expect(files.exit).toBe(0)
  expect((await readFile(join(folder, '30010100110000.dcm'))).subarray(128, 132).toString()).toBe('DICM')
  expect((await runCommand(['worklist', '20072209110000'])).exit).toBe(1)
})

test('a folder without images is said, and so is one that is not there', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'a'))
  await writeFile(join(folder, 'a', 'x.txt'), 'nothing')
  const ran = await runCommand(['dicom', folder, '--json'])
  expect(ran.exit).toBe(1)
  expect(JSON.parse(ran.err).problems[0]).toMatchObject({ code: 'edge.no-dicom', files: 1 })
  expect((await runCommand(['dicom', join(folder, 'none')])).err).toContain('ENOENT')
})

test.each([
  [['--orders', 'o.csv'], '--key is missing'],
  [['--format', 'xlsx'], '--out FILE'],
  [['--out', 'x.json'], '--out goes with --format csv only'],
])('called wrongly: %j', async (args, text) => {
  const ran = await runCommand(['dicom', 'folder', ...args])
  expect(ran.exit).toBe(2)
  expect(ran.err).toContain(text)
})

test('images are held against a list of orders, as text and as a table', async (context) => {
  if (spawnSync('dump2dcm', ['--version']).error !== undefined) context.skip('no dcmtk')
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'images'))
  const header = [
    '(0008,0005) CS [ISO_IR 192]',
    '(0008,0016) UI =CTImageStorage',
    '(0008,0018) UI [1.2.3.4]',
    '(0008,0050) SH [A100]',
    '(0008,0060) CS [CT]',
    '(0008,103e) LO [Head 5.0]',
    '(0018,0015) CS [HEAD]',
    '(0020,000d) UI [1.2.3]',
    '(0020,000e) UI [1.2.3.1]',
  ]
  await writeFile(join(folder, 'x.dump'), header.join('\n'))
  execFileSync('dump2dcm', ['-q', join(folder, 'x.dump'), join(folder, 'images', 'x.dcm')])
  await writeFile(join(folder, 'orders.csv'), '检查号,检查项目名称\nA099,头颅CT平扫\nA100,胸部CT平扫\n')
  const orders = ['--orders', join(folder, 'orders.csv'), '--key', '检查号']
  const ran = await runCommand(['dicom', join(folder, 'images'), ...orders])
  expect(ran).toMatchObject({ exit: 1, err: '1 studies, 1 images; 1 studies disagree with their order\n' })
  expect(ran.out).toContain('order [orders] 胸部CT平扫 → 20040100110000 CT胸部(平扫)')
  expect(ran.out).toContain('! part: the images name another part (HEAD)  1.2.3.1 Head 5.0')
  const out = join(folder, 'report.csv')
  await runCommand(['dicom', join(folder, 'images'), ...orders, '--format', 'csv', '--out', out])
  expect(await readFile(out, 'utf8')).toContain(',mapped,20010100110000,CT颅脑(平扫),part,HEAD')
  expect((await runCommand(['dicom', join(folder, 'images')])).exit).toBe(0)
})
