import { Game } from './screens/game.js';
import { Menu } from './screens/menu.js';

const menu = new Menu({
  play: choice => game.play(choice),
});
const game = new Game({
  ended: (text, reason) => menu.show(text, reason),
});
menu.show('');
