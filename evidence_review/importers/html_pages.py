"""stub"""
def html_of(data): return data.decode('utf-8','replace')
