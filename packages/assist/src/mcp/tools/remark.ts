import { z } from 'zod'
import { agentTexts } from '../texts/agent-texts.ts'
import { defineTool } from '../tool.ts'

export const remark = defineTool({
  name: 'remark',
  title: { zh: '给审核人留备注', en: 'Leave a remark for reviewers' },
  description: {
    zh: '在登记库的一个本院名称上留一句备注，供审核人参考。不改变名称的项目和状态；需要密钥的 decide 权限，记入审计记录。',
    en: 'Leaves a remark on a local name of the registry for the people who review it. Items and state of the name stay as they are; needs the scope decide of the key, and is written to the audit trail.',
  },
  input: z.strictObject({
    nameId: z.uuid(),
    version: z.number().int().min(0).describe('version of the name that was seen; another one now is a conflict'),
    text: z
      .string()
      .min(1)
      .max(1000)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
      .regex(/^(?:[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff])*$/u),
  }),
  output: z.object({ version: z.number().int() }),
  writes: true,
  async run(input, { access, language }) {
    if (access.remark === undefined) return { problem: agentTexts[language].noRemarks }
    const written = await access.remark(input)
    return written.ok ? { answer: written.value } : { problem: written.text }
  },
})
