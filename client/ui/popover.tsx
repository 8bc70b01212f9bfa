import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './menu.module.css';

/** A button that opens a small panel beside it: a filter, an explanation. For deeds use `Menu`, for forms `Dialog`. */
export function Popover({ label, icon, title, children }: { label: string; icon?: IconName; title: string; children: ReactNode }) {
  return (
    <DialogTrigger>
      <AriaButton className={buttonClass({ variant: 'secondary', size: 'small' })}>
        {icon ? <Icon name={icon} size={16} /> : null}
        {label}
        <Icon name="chevron-down" size={16} />
      </AriaButton>
      <AriaPopover className={classNames(styles.popover)} placement="bottom end" offset={4}>
        <AriaDialog className={classNames(styles.panel)} aria-label={title}>
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
