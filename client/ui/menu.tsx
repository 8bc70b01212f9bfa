import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './menu.module.css';

export type MenuEntry = {
  id: string;
  label: string;
  icon?: IconName;
  onSelect: () => void;
  isDisabled?: boolean;
  isDangerous?: boolean;
};

type MenuProps = {
  /** Words of the button; hidden, but spoken, with `isCompact`. */
  label: string;
  isCompact?: boolean;
  items: readonly MenuEntry[];
};

/**
 * A button that opens a list of deeds. React Aria brings arrow keys, type-ahead and placing, and 48 kB (gzip): import it only
 * in screens that are loaded lazily, which every feature is. It places by the CSSOM, which the CSP allows; written style
 * attributes are what it refuses.
 */
export function Menu({ label, isCompact = false, items }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton
        className={classNames(buttonClass({ variant: 'secondary', size: 'small' }), isCompact && styles.compact)}
        {...(isCompact ? { 'aria-label': label } : {})}
      >
        {isCompact ? <Icon name="dots" /> : label}
        {isCompact ? null : <Icon name="chevron-down" size={16} />}
      </AriaButton>
      <AriaPopover className={classNames(styles.popover)} placement="bottom end" offset={4}>
        <AriaMenu className={classNames(styles.menu)}>
          {items.map(({ id, label: words, icon, onSelect, isDisabled = false, isDangerous = false }) => (
            <AriaMenuItem
              key={id}
              id={id}
              textValue={words}
              isDisabled={isDisabled}
              className={classNames(styles.item, isDangerous && styles.dangerous)}
              onAction={onSelect}
            >
              {icon ? <Icon name={icon} size={16} /> : null}
              {words}
            </AriaMenuItem>
          ))}
        </AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  );
}
