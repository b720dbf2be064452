/** What the page around gets to know when somebody has picked. */
export interface Picked {
  readonly type: 'yingma-pick'
  readonly code: string
  readonly checkForm: string | null
  readonly name: string
  readonly side: string | null
  readonly position: string | null
}

/**
 * Tells the page around. Every page that may frame the picker may know what was picked: the standard is public, and
 * nothing of a patient is in it.
 */
export function tellPicked(picked: Picked): void {
  if (window.parent !== window) window.parent.postMessage(picked, '*')
}
