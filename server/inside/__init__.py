"""Everything that touches Streamlit behind its public interface, so that its next version is one folder's work."""
