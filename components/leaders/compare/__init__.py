"""The pieces of the page that holds targets and actuals beside each other."""
