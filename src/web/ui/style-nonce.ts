/** The nonce of this page, which the server makes anew for each answer. Empty in development, where nothing asks for it. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

/**
 * Styles that our own scripts make carry the nonce. antd passes it on where it can, but the parts of it that lock the
 * scrolling under a dialog and measure scroll bars do not. Styles that come in as markup still have none, so the
 * browser drops them.
 */
export function giveStylesTheirNonce(): void {
  const create = document.createElement.bind(document)
  Object.defineProperty(document, 'createElement', {
    configurable: true,
    value: (name: string, options?: ElementCreationOptions) => {
      const element = create(name, options)
      if (element instanceof HTMLStyleElement) element.nonce = styleNonce
      return element
    },
  })
}
