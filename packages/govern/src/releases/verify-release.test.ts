import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releaseFolder } from '@yingma/edition'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { renderGovernProblem } from '../problems/govern-problem.ts'
import { verifyRelease } from './release-folder.ts'
import { createSigningKey, signText } from './signature.ts'

const key = createSigningKey()
const parent = mkdtempSync(join(tmpdir(), 'yingma-verify-'))
const folder = join(parent, 'release')
const at = (file: string) => join(folder, file)

/** Signs a manifest as its publisher would: what is wrong in it must be found all the same. */
function signManifest(text: string): void {
  writeFileSync(at('manifest.json'), text)
  writeFileSync(at('signature.json'), JSON.stringify(signText(text, key.privateKey)))
}

function said(trusted?: string): readonly string[] {
  return verifyRelease(folder, trusted).map((problem) => renderGovernProblem(problem, 'en'))
}

interface Listed {
  files: { path: string; sha256: string }[]
}

function changedManifest(change: (manifest: Listed) => void): string {
  const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as Listed
  change(manifest)
  return `${JSON.stringify(manifest, null, 2)}\n`
}

describe('a release folder', () => {
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true })
    cpSync(releaseFolder('1.0.0'), folder, { recursive: true })
    signManifest(readFileSync(at('manifest.json'), 'utf8'))
    expect(said(key.publicKey)).toEqual([])
  })
  afterAll(() => rmSync(parent, { recursive: true }))

  it.runIf(process.platform !== 'win32')('holds no links, to files or folders, listed or not', () => {
    renameSync(at('ids.tsv'), join(parent, 'ids.tsv'))
    symlinkSync(join(parent, 'ids.tsv'), at('ids.tsv'))
    symlinkSync('/etc', at('more'))
    expect(said()).toEqual([
      'ids.tsv: is a link or a device; a release folder holds the files themselves',
      'more: is a link or a device; a release folder holds the files themselves',
    ])
    rmSync(at('manifest.json'))
    symlinkSync(releaseFolder('1.0.0'), at('manifest.json'))
    expect(said()).toEqual(['manifest.json: is gone or cannot be read'])
  })

  it('fails where manifest or signature is a folder, instead of failing on it', () => {
    rmSync(at('signature.json'))
    mkdirSync(at('signature.json'))
    expect(said()).toEqual(['signature.json: is gone or cannot be read'])
    rmSync(at('manifest.json'))
    mkdirSync(at('manifest.json'))
    expect(said()).toEqual(['manifest.json: is gone or cannot be read'])
  })

  it('reads nothing outside, whatever the manifest lists', () => {
    writeFileSync(join(parent, 'x'), '')
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    signManifest(changedManifest(({ files }) => files.push({ path: '../x', sha256: empty })))
    expect(said(key.publicKey)).toEqual(['../x: is gone or cannot be read'])
  })

  it('is not proved where a file is listed twice, with another content', () => {
    const [first] = (JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as Listed).files
    signManifest(changedManifest(({ files }) => files.unshift({ path: first?.path ?? '', sha256: '0' })))
    expect(said()).toEqual([`${first?.path}: has changed since the release`])
  })

  it('has a manifest that says each key once', () => {
    signManifest(readFileSync(at('manifest.json'), 'utf8').replace('{', '{\n  "version": "9.0.0",'))
    expect(said(key.publicKey)).toEqual(['manifest.json: has changed since the release'])
  })

  it('keeps the order of its manifest, and its signature by its publisher', () => {
    const signed = readFileSync(at('signature.json'), 'utf8')
    const wrong = 'manifest.json: the signature'
    writeFileSync(at('signature.json'), JSON.stringify({ ...JSON.parse(signed), signature: '' }))
    expect(said()[0]).toContain(wrong)
    writeFileSync(at('signature.json'), '{}')
    expect(said()[0]).toContain(wrong)
    writeFileSync(at('signature.json'), signed)
    expect(said(createSigningKey().publicKey)[0]).toContain(wrong)
    writeFileSync(
      at('manifest.json'),
      changedManifest(({ files }) => files.reverse()),
    )
    expect(said()[0]).toContain(wrong)
  })

  it('may have line ends of another system in its tables, never in what is signed', () => {
    const crlf = (file: string) => writeFileSync(at(file), readFileSync(at(file), 'utf8').replaceAll('\n', '\r\n'))
    crlf('ids.tsv')
    expect(said()).toEqual([])
    crlf('manifest.json')
    expect(said()[0]).toContain('manifest.json')
  })
})
