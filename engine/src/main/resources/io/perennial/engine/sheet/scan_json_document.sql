(select json_extract_string(json, [${paths}]::varchar[]) as cells, json as object
 from read_json_objects(${path}, format = 'unstructured', compression = '${compression}', maximum_object_size = 67108864))
