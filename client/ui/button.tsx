import type { ComponentProps, MouseEvent } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import { Spinner } from './spinner.tsx';

export type ButtonLook = {
  /** `primary` once per view: the deed the screen is for. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'medium' | 'small';
  icon?: IconName | undefined;
  /** The whole width of its container. */
  isWide?: boolean;
};

type ButtonProps = ButtonLook &
  Omit<ComponentProps<'button'>, 'disabled'> & {
    /** The deed is under way: stays focusable, says so, and ignores presses. */
    isPending?: boolean;
    isDisabled?: boolean;
  };

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  isWide = false,
  isPending = false,
  isDisabled = false,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  // `aria-disabled` and not `disabled` while pending: a button that vanishes from the tab order takes the focus with it.
  const pressed = (event: MouseEvent<HTMLButtonElement>) => {
    if (isPending) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      className={classNames(buttonClass({ variant, size, isWide }), className)}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      onClick={pressed}
    >
      <ButtonContent icon={icon} size={size} isPending={isPending}>
        {children}
      </ButtonContent>
    </button>
  );
}

export function buttonClass({ variant = 'secondary', size = 'medium', isWide = false }: ButtonLook): string {
  return classNames(styles.button, styles[variant], size === 'small' && styles.small, isWide && styles.wide);
}

export function ButtonContent({
  icon,
  size,
  isPending = false,
  children,
}: {
  icon: IconName | undefined;
  size: ButtonLook['size'];
  isPending?: boolean;
  children: ComponentProps<'button'>['children'];
}) {
  return (
    <>
      {isPending ? <Spinner size={16} /> : icon ? <Icon name={icon} size={size === 'small' ? 16 : 20} /> : null}
      {children}
    </>
  );
}
