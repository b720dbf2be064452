/** What a bundle can be made for. */
export const PLATFORMS = ['linux-x64', 'windows-x64'] as const
export type Platform = (typeof PLATFORMS)[number]

export function isPlatform(text: string): text is Platform {
  return (PLATFORMS as readonly string[]).includes(text)
}
