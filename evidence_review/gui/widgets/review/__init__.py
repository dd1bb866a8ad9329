"""The review page: the list, the item, the decision, and the dialogs of each."""
