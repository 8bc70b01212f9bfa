import { Link, type LinkProps } from 'react-router';
import { ButtonContent, type ButtonLook, buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({
  variant = 'secondary',
  size = 'medium',
  icon,
  isWide = false,
  className,
  children,
  ...rest
}: ButtonLook & LinkProps) {
  return (
    <Link {...rest} className={classNames(buttonClass({ variant, size, isWide }), className)}>
      <ButtonContent icon={icon} size={size}>
        {children}
      </ButtonContent>
    </Link>
  );
}
