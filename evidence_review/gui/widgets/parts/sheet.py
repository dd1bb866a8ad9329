"""The style sheet of the window, with @names where a colour or a size of text stands; `theme.sheet` fills
them in."""

SHEET = """
QWidget { color: @text; }
QMainWindow, QScrollArea, QScrollArea > QWidget > QWidget[page="true"], QStackedWidget { background: @ground;
}
QScrollArea { border: none; }
QAbstractScrollArea[ring="true"] { border: 2px solid transparent; }
QAbstractScrollArea[ring="true"]:focus { border-color: @accent; }
QFrame[card="pane"] QScrollArea, QFrame[card="pane"] QScrollArea > QWidget > QWidget[page="true"],
QFrame[card="pane"] QStackedWidget { background: @card; }
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 4px; }

QDialog, QDialog QScrollArea, QDialog QScrollArea QStackedWidget, QDialog QScrollArea > QWidget >
QWidget[page="true"] { background: @card; }

QLabel { background: transparent; }
QLabel[voice="title"] { font-size: @title; font-weight: 600; }
QLabel[voice="section"] { font-size: @section; font-weight: 600; }
QLabel[voice="strong"] { font-weight: 600; }
QLabel[voice="hint"] { color: @muted; }
QLabel[voice="small"] { color: @muted; font-size: @small; }
QLabel[voice="field"] { font-weight: 600; font-size: @small; }
QLabel[voice="good"] { color: @good; }
QLabel[voice="warn"] { color: @warn; }
QLabel[voice="bad"] { color: @bad; }

QFrame[card="true"] { background: @card; border: 1px solid @line; border-radius: 10px; }
QFrame[card="soft"] { background: @soft; border: 1px solid @line; border-radius: 10px; }
QFrame[card="bar"] { background: @card; border: none; border-bottom: 1px solid @line; }
QFrame[card="foot"] { background: @card; border: none; border-top: 1px solid @line; }
QFrame[card="pane"] { background: @card; border: none; }
QFrame[card="rail"] QScrollArea, QFrame[card="rail"] QScrollArea > QWidget > QWidget[page="true"] {
background: @rail; }
QFrame[card="rail"] { background: @rail; border: none; border-right: 1px solid @line; }
QFrame[card="good"] { background: @good_soft; border: 1px solid @good; border-radius: 8px; }
QFrame[card="warn"] { background: @warn_soft; border: 1px solid @warn; border-radius: 8px; }
QFrame[card="bad"] { background: @bad_soft; border: 1px solid @bad; border-radius: 8px; }

QPushButton { background: @card; border: 1px solid @edge; border-radius: 7px; padding: 6px 13px; margin: 1px;
}
QPushButton:hover { border-color: @accent; }
QPushButton:pressed { background: @soft; }
QPushButton:focus { border: 2px solid @accent; padding: 5px 12px; }
QPushButton:disabled { color: @muted; background: @ground; border-color: @line; }
QPushButton[kind="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight:
600; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @ground; color: @muted; border-color: @line; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: @accent; padding: 6px
8px; text-align: left; }
QPushButton[kind="quiet"]:hover { background: @soft; }
QPushButton[kind="quiet"]:focus { border: 2px solid @accent; padding: 5px 7px; }
QPushButton[kind="quiet"]:disabled { color: @muted; }
QPushButton[kind="key"] { text-align: left; padding: 9px 12px; }
QPushButton[kind="key"]:checked { background: @accent; border-color: @accent; color: @on_accent; }
QPushButton[kind="key"]:checked:focus { border: 2px solid @text; }
QPushButton[kind="key"]:checked:disabled { background: @muted; border-color: @muted; color: @card; }
QPushButton[kind="key"]:focus { padding: 8px 11px; }
QPushButton[kind="count"] { background: @card; text-align: left; padding: 0; }
QPushButton[kind="count"]:hover { background: @soft; }
QPushButton[kind="count"]:focus { border: 2px solid @accent; padding: 0; }
QPushButton[kind="rail"] { background: transparent; border: 2px solid transparent; text-align: left; padding:
4px 10px; color: @text; }
QPushButton[kind="rail"]:hover { background: @soft; }
QPushButton[kind="rail"]:checked { background: @soft; color: @accent; font-weight: 600; }
QPushButton[kind="rail"]:focus { border-color: @accent; padding: 4px 10px; }
QPushButton[kind="rail"]:disabled { color: @muted; }
QPushButton[kind="segment"] { padding: 4px 10px; margin: 0; }
QPushButton[kind="segment"]:checked { background: @soft; border-color: @accent; color: @accent; }
QPushButton[kind="segment"]:focus { border: 2px solid @accent; padding: 3px 9px; }

QLineEdit, QPlainTextEdit, QComboBox { background: @card; border: 1px solid @edge; border-radius: 6px;
padding: 5px 7px; selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid @accent; padding: 4px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: @ground; color: @muted; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox { combobox-popup: 0; }
QLineEdit, QPlainTextEdit { placeholder-text-color: @muted; }
QComboBox QAbstractItemView { background: @card; selection-background-color: @soft; selection-color: @text;
outline: none; }
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus { border: 1px solid @line; border-radius: 0;
padding: 0; margin: 0; }
QComboBox QAbstractItemView::item { padding: 4px 6px; }

QCheckBox { spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: @accent; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator { width: 15px; height: 15px; border: 1px
solid @edge; border-radius: 4px; background: @card; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked { background:
@accent; border-color: @accent; }
QCheckBox::indicator:disabled { border-color: @line; background: @ground; }
QCheckBox::indicator:checked:disabled { background: @muted; }
QCheckBox:disabled { color: @muted; }

QTableView, QListView, QListWidget { background: @card; border: 1px solid @edge; border-radius: 8px; outline:
none; gridline-color: transparent; selection-background-color: @soft; selection-color: @text; }
QTableView:focus, QListView:focus, QListWidget:focus { border: 2px solid @accent; }
QTableView::item { padding: 3px 6px; border: none; }
QTableView::item:selected, QListView::item:selected, QListWidget::item:selected { background: @soft; color:
@text; }
QListWidget::item { padding: 4px 6px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: @card; color: @muted; border: none; border-bottom: 1px solid @line;
padding: 5px 9px; font-size: @small; font-weight: 600; }
QHeaderView::section:horizontal:first { border-top-left-radius: 7px; }
QHeaderView::section:horizontal:last { border-top-right-radius: 7px; }
QHeaderView::section:horizontal:only-one { border-top-left-radius: 7px; border-top-right-radius: 7px; }
QTableCornerButton::section { background: @card; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; padding: 7px 10px; margin-right: 2px; border: 2px
solid transparent; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 3px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { border: 2px solid @accent; border-radius: 5px; }

QProgressBar { background: @ground; border: 1px solid @line; border-radius: 5px; min-height: 8px; max-height:
8px; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }

QSplitter::handle { background: @line; }
QSplitter[gap="true"]::handle { background: transparent; }
QSplitter::handle:hover { background: @accent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 30px; }
QScrollBar::handle:horizontal { min-width: 30px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QMenu { background: @card; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 18px; border-radius: 5px; }
QMenu::item:selected { background: @soft; }
"""
