/**
 * <yingma-picker catalogue="…" institution="…" lang="zh"></yingma-picker>: the picker inside a page of another system.
 * It sends the event `yingma-pick`, whose `detail` is { code, checkForm, name, side, position }.
 */
const home = new URL(import.meta.url).origin

class YingmaPicker extends HTMLElement {
  #frame = document.createElement('iframe')

  #hear = (event) => {
    if (event.origin !== home || event.source !== this.#frame.contentWindow) return
    if (event.data?.type !== 'yingma-pick') return
    const { type, ...detail } = event.data
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  connectedCallback() {
    const address = new URL('/picker', home)
    for (const name of ['catalogue', 'institution']) {
      const value = this.getAttribute(name)
      if (value) address.searchParams.set(name, value)
    }
    this.#frame.src = String(address)
    this.#frame.title = this.getAttribute('title') ?? '影码 Yingma'
    this.#frame.style.cssText = 'width: 100%; height: 100%; min-height: 420px; border: 0'
    this.append(this.#frame)
    addEventListener('message', this.#hear)
  }

  disconnectedCallback() {
    removeEventListener('message', this.#hear)
    this.#frame.remove()
  }
}

customElements.define('yingma-picker', YingmaPicker)
