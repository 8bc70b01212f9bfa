import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What the browser may do with an answer: take scripts, styles, fonts and data from here and nowhere else, run nothing inline, make
 * no script out of text, show nothing in another site's frame. There is no exception: the page of the API reference has no script at all.
 *
 * @param origin the public address; only over https may a browser be told to come back over https
 */
export function securityHeaders(origin: string): RequestHandler[] {
  const isSecure = origin.startsWith('https:');
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        // Text becomes a script by no way at all: neither by `innerHTML` nor by a policy that says it may.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isSecure && { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  const permissions: RequestHandler = (_request, response, next) => {
    response.set('Permissions-Policy', DENIED);
    next();
  };
  return [headers, permissions];
}

const DENIED = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'browsing-topics']
  .map((feature) => `${feature}=()`)
  .join(', ');
